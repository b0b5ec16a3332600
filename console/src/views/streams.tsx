import type { StreamEntry } from 'event-store-client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { go, href, streamHref } from '../router.ts';
import { type Progress, searchStreams } from '../store/streams.ts';
import { useNarrow } from '../ui/event-list.tsx';
import { Problem } from '../ui/problem.tsx';
import { count, many, StreamName } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { useSession } from './context.ts';

const keyOf = (stream: StreamEntry) => JSON.stringify([stream.domain, stream.identifier]);

export function Streams({ params }: { params: URLSearchParams }) {
  const { api } = useSession();
  const narrow = useNarrow();
  const form = useRef<HTMLFormElement>(null);
  const [progress, setProgress] = useState<Progress | undefined>();
  const [error, setError] = useState<unknown>();
  const [round, setRound] = useState(0);
  const stop = useRef(new AbortController());
  const domain = params.get('domain') || undefined;
  const prefix = params.get('prefix') ?? '';

  useEffect(() => {
    const mine = new AbortController();
    stop.current = mine;
    setProgress(undefined);
    setError(undefined);
    const run = async () => {
      try {
        for await (const each of searchStreams(api, { domain, prefix }, mine.signal)) {
          setProgress(each);
        }
      } catch (e) {
        if (!mine.signal.aborted) {
          setError(e);
        }
      }
    };
    void run();
    return () => mine.abort();
  }, [api, domain, prefix, round]);

  const show = (e: Event) => {
    e.preventDefault();
    const data = new FormData(form.current!);
    go('streams', { domain: String(data.get('domain')), prefix: String(data.get('prefix')) });
  };
  const halt = () => {
    stop.current.abort();
    setProgress((old) => old && { ...old, done: true, more: true });
  };
  const { found = [], looked = 0, done = false, more = false } = progress ?? {};
  return (
    <div class="fill">
      <h1 class="unseen-but-read">Streams</h1>
      <form ref={form} class="filters" role="search" aria-label="Which streams" onSubmit={show}>
        <label>
          <span>Domain</span>
          <input name="domain" key={domain} defaultValue={domain ?? ''} autocomplete="off" spellcheck={false} data-first />
        </label>
        <label>
          <span>{domain ? 'Identifier begins with' : 'Begins with'}</span>
          <input name="prefix" key={prefix} defaultValue={prefix} autocomplete="off" spellcheck={false} />
        </label>
        <button type="submit">Show</button>
        {(domain || prefix) && <a href={href('streams')}>All</a>}
      </form>
      <p class="bar quiet" role="status">
        {error === undefined && (done ? `${many(found.length, 'stream')}${more ? `, and there may be more; looked at ${count(looked)}` : ''}` : `looking … ${count(looked)} streams so far`)}
        {!done && error === undefined && <button type="button" onClick={halt}>Stop</button>}
      </p>
      {error !== undefined && <Problem error={error} retry={() => setRound(round + 1)} />}
      {done && found.length === 0 && (
        <div class="empty"><p>{domain || prefix ? 'No stream has such a name.' : 'The store has no streams yet.'}</p></div>
      )}
      {found.length > 0 && (
        <VirtualList label="Streams" items={found} rowHeight={narrow ? 56 : 34} keyOf={keyOf} row={(stream) => <Row stream={stream} />} />
      )}
    </div>
  );
}

function Row({ stream }: { stream: StreamEntry }) {
  const { api } = useSession();
  const [version, setVersion] = useState<number | undefined>();
  useEffect(() => {
    const stop = new AbortController();
    // Whoever only scrolls past asks for nothing.
    const timer = setTimeout(() => api.versionOf(stream.domain, stream.identifier, stop.signal).then(setVersion, () => {}), 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [stream]);
  return (
    <a class="event stream-row" href={streamHref(stream)}>
      <span class="stream"><StreamName domain={stream.domain} identifier={stream.identifier} /></span>
      <span class="number">{version === undefined ? <span class="quiet">…</span> : many(version, 'event')}</span>
      <span class="quiet time">since <Time at={stream.recorded} /></span>
    </a>
  );
}
