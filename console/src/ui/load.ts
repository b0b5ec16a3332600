import { useCallback, useEffect, useState } from 'preact/hooks';

export interface Loaded<T> {
  value: T | undefined;
  error: unknown;
  loading: boolean;
  /** When it is asked again by itself. */
  again: number | undefined;
  reload: () => void;
}

const LONGEST_PAUSE = 30_000;

interface State<T> {
  value?: T;
  error?: unknown;
  again?: number;
  loading: boolean;
}

/** Asks whenever one of `about` changes, and again after a failure that may pass, with longer and longer pauses. */
export function useLoad<T>(ask: (signal: AbortSignal) => Promise<T>, about: unknown[]): Loaded<T> {
  const [state, setState] = useState<State<T>>({ loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = 1_000;
    const attempt = async () => {
      setState((old) => ({ ...old, loading: true }));
      try {
        const value = await ask(stop.signal);
        if (!stop.signal.aborted) {
          setState({ value, loading: false });
        }
      } catch (error) {
        if (stop.signal.aborted) {
          return;
        }
        const passes = (error as { retryable?: boolean }).retryable === true;
        setState({ error, loading: false, again: passes ? Date.now() + pause : undefined });
        if (passes) {
          timer = setTimeout(attempt, pause);
          pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
      }
    };
    setState({ loading: true });
    void attempt();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [...about, round]);
  const reload = useCallback(() => setRound((old) => old + 1), []);
  return { value: state.value, error: state.error, loading: state.loading, again: state.again, reload };
}
