import { EventStoreProblem, NoAnswer } from 'event-store-client';
import { useEffect, useState } from 'preact/hooks';
import { href } from '../router.ts';

interface Told {
  title: string;
  what: string;
  code?: string;
  document?: unknown;
  signIn?: boolean;
}

/** What went wrong, in words, and what there is to do. */
export function told(error: unknown): Told {
  if (error instanceof EventStoreProblem) {
    const { status, code, problem } = error;
    const document = Object.keys(problem).length > 0 ? problem : undefined;
    if (code === 'store-was-reset' || status === 410) {
      return { title: 'The store was emptied or repaired', what: 'What stood here belongs to an earlier life of it. Start anew to see the store as it is now.', code, document };
    }
    if (status === 401 || status === 403) {
      return { title: 'The store does not know you', what: 'It answered before a function saw the request: sign in, or sign in anew if the session has ended.', document, signIn: true };
    }
    if (status === 429) {
      return { title: 'Too many requests', what: 'The stage or the account lets no more through just now. Nothing is lost; it passes.', document };
    }
    if (status === 503 && error.retryable) {
      return { title: 'The store cannot answer just now', what: problem.detail ?? 'It is asked for too much, or what it stands on is away.', code, document };
    }
    return { title: problem.title ?? problem.message ?? `HTTP status ${status}`, what: problem.detail ?? '', code, document };
  }
  if (error instanceof NoAnswer) {
    return { title: 'The store does not answer', what: 'It is stopped, or the network leads nowhere. What is on this page is what it said last.' };
  }
  return { title: 'The console failed', what: error instanceof Error ? error.message : String(error) };
}

interface Props {
  error: unknown;
  /** When it is asked again by itself. */
  again?: number;
  retry?: () => void;
  /** The button's words. */
  label?: string;
}

/** A failure, with a way on. */
export function Problem({ error, again, retry, label }: Props) {
  const { title, what, code, document, signIn } = told(error);
  return (
    <section class="problem" role="alert">
      <h2>{title}</h2>
      {what && <p>{what}</p>}
      <p class="actions">
        {retry && (
          <button type="button" class="primary" onClick={retry}>
            {label ?? (code === 'store-was-reset' ? 'Start anew' : 'Try now')}
          </button>
        )}
        {signIn && <a class="button" href={href('signin')}>Sign in</a>}
        {code && <a href={`/problems/${code}`}>About this problem</a>}
        {again !== undefined && <Countdown until={again} />}
      </p>
      {document !== undefined && (
        <details>
          <summary>The answer</summary>
          <pre tabIndex={0}>{JSON.stringify(document, null, 2)}</pre>
        </details>
      )}
    </section>
  );
}

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  return <span class="quiet">{seconds > 0 ? `trying again in ${seconds} s` : 'trying again …'}</span>;
}
