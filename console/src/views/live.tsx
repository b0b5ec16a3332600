import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { plain } from '../json/plain.ts';
import { go, href } from '../router.ts';
import { Window } from '../store/window.ts';
import { Chart } from '../ui/chart.tsx';
import { EventList } from '../ui/event-list.tsx';
import { Problem } from '../ui/problem.tsx';
import { count, many } from '../ui/text.tsx';
import { useSession } from './context.ts';

const AT_POSITION = /^[1-9][0-9]{0,14}$/;

/** A position, or a time; a time without a zone is in UTC. */
export function placeOf(text: string): { position?: number; time?: number } | undefined {
  const trimmed = text.trim();
  if (AT_POSITION.test(trimmed)) {
    return { position: Number(trimmed) };
  }
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(trimmed) ? trimmed : `${trimmed.replace(' ', 'T')}${trimmed.length > 10 ? 'Z' : 'T00:00Z'}`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : { time };
}

export function Live({ params }: { params: URLSearchParams }) {
  const { api, served } = useSession();
  const [, draw] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [round, setRound] = useState(0);
  const domain = params.get('domain') ?? undefined;
  const types = params.getAll('type');
  const tags = params.getAll('tag');
  const at = params.get('at') ?? undefined;

  const log = useMemo(() => {
    // A burst of changes is drawn once. A tab that is not looked at gets no animation frames, and goes on all the same.
    const changed = () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        draw((n) => n + 1);
      }, 30);
    };
    return new Window(api, { domain, types, tags }, changed);
  }, [api, domain, JSON.stringify([types, tags]), at, round]);

  useEffect(() => {
    void log.start(at === undefined ? undefined : placeOf(at));
    return () => log.close();
  }, [log]);

  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (e.key === 'p' && !e.ctrlKey && !e.metaKey && !(e.target as HTMLElement).closest('input,textarea,select')) {
        void (log.following ? log.pause() : log.follow());
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [log]);

  const anew = () => (at === undefined ? setRound(round + 1) : go('live', { domain, type: types, tag: tags }));
  const filtered = domain !== undefined || types.length > 0 || tags.length > 0;
  const empty = log.rows.length === 0 && !log.loading && !log.failure;
  return (
    <div class="live fill">
      <h1 class="unseen-but-read">Live</h1>
      <Filters domain={domain} types={types} tags={tags} at={at} />
      <Chart rate={log.rate} />
      <div class="bar">
        <button type="button" class={log.following ? '' : 'primary'} aria-keyshortcuts="p" onClick={() => (log.following ? log.pause() : void log.follow())}>
          {log.following ? 'Pause' : 'Follow'}
        </button>
        {!log.following && (
          <button type="button" onClick={anew}>
            Newest
          </button>
        )}
        <span role="status" class="quiet">
          {log.loading ? 'reading …' : log.following ? <Dot /> : log.failure?.again ? 'waiting' : 'paused'} {log.rows.length > 0 && `· ${many(log.rows.length, 'event')} held, from position ${count(log.rows.at(-1)!.position)} to ${count(log.rows[0]!.position)}`}
        </span>
      </div>
      {log.failure && <Problem error={log.failure.error} again={log.failure.again} retry={anew} />}
      {log.failure && log.rows.length === 0 ? null : empty ? (
        <Empty filtered={filtered} looked={log.from} sandbox={served.sandbox === true} more={() => void log.older()} />
      ) : (
        <EventList label="Events, the newest first" rows={log.rows} onEnd={() => !log.failure && void log.older()} onStart={() => void log.newer()} />
      )}
    </div>
  );
}

function Dot() {
  return (
    <>
      <i class="dot" aria-hidden="true" /> following
    </>
  );
}

function Empty(props: { filtered: boolean; looked: number; sandbox: boolean; more: () => void }) {
  if (props.looked > 1) {
    return (
      <div class="empty">
        <p>No such event back to position {count(props.looked)}.</p>
        <button type="button" onClick={props.more}>
          Look further back
        </button>
      </div>
    );
  }
  return (
    <div class="empty">
      <p>{props.filtered ? 'No event of this kind yet. It appears here when it is appended.' : 'The store has no events yet. They appear here as they are appended.'}</p>
      {props.sandbox && !props.filtered && (
        <a class="button primary" href={href('append')}>
          Append one
        </a>
      )}
    </div>
  );
}

function Filters({ domain, types, tags, at }: { domain?: string; types: string[]; tags: string[]; at?: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState('');
  const apply = (e: Event) => {
    e.preventDefault();
    const data = new FormData(form.current!);
    const place = String(data.get('at')).trim();
    if (place !== '' && placeOf(place) === undefined) {
      setWrong('a position (4711) or a time (2026-11-28 17:20)');
      return;
    }
    setWrong('');
    const more = (name: string, known: string[]) => {
      const value = String(data.get(name));
      return value === '' || known.includes(value) ? known : [...known, value];
    };
    go('live', { domain: String(data.get('domain')), type: more('type', types), tag: more('tag', tags), at: place });
    for (const name of ['type', 'tag']) {
      (form.current!.elements.namedItem(name) as HTMLInputElement).value = '';
    }
  };
  return (
    <form ref={form} class="filters" role="search" aria-label="Which events" onSubmit={apply}>
      <label>
        <span>Domain</span>
        <input name="domain" key={domain} defaultValue={domain ?? ''} autocomplete="off" spellcheck={false} data-first />
      </label>
      <label>
        <span>Type</span>
        <input name="type" placeholder={types.length > 0 ? 'one more' : ''} autocomplete="off" spellcheck={false} />
      </label>
      <label>
        <span>Tag</span>
        <input name="tag" placeholder={tags.length > 0 ? 'one more, too' : ''} autocomplete="off" spellcheck={false} />
      </label>
      <label>
        <span>Jump to position or time</span>
        <input name="at" key={at} defaultValue={at ?? ''} placeholder="4711 or 2026-11-28 17:20" autocomplete="off" aria-invalid={wrong !== ''} />
      </label>
      <button type="submit">Show</button>
      {types.map((type) => (
        <a key={type} class="chip" href={href('live', { domain, type: types.filter((each) => each !== type), tag: tags, at })} aria-label={`No longer only ${plain(type)}`}>
          <bdi>{plain(type)}</bdi> ×
        </a>
      ))}
      {tags.map((tag) => (
        <a key={`tag ${tag}`} class="chip" href={href('live', { domain, type: types, tag: tags.filter((each) => each !== tag), at })} aria-label={`No longer only tagged ${plain(tag)}`}>
          # <bdi>{plain(tag)}</bdi> ×
        </a>
      ))}
      {(domain || types.length > 0 || tags.length > 0 || at) && <a href={href('live')}>All</a>}
      {wrong && (
        <span role="alert" class="wrong">
          {wrong}
        </span>
      )}
    </form>
  );
}
