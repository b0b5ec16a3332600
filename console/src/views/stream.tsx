import { useRef } from 'preact/hooks';
import { go, href, streamHref } from '../router.ts';
import { summaryOf } from '../store/summary.ts';
import { EventList } from '../ui/event-list.tsx';
import { useLoad } from '../ui/load.ts';
import { Problem } from '../ui/problem.tsx';
import { count, StreamName } from '../ui/text.tsx';
import { useSession } from './context.ts';

const PAGE = 200;

/** A page of a stream's history, the newest event first. */
export function Stream({ params }: { params: URLSearchParams }) {
  const { api, served } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const domain = params.get('domain') ?? '';
  const identifier = params.get('identifier') ?? undefined;
  const from = Number(params.get('from')) || undefined;
  const stream = { domain, identifier };
  const page = useLoad(
    async (signal) => {
      const found = await api.client.streamPage(stream, { from, limit: PAGE, direction: 'backward', signal });
      return { version: found.version, rows: found.events.map(summaryOf) };
    },
    [api, domain, identifier, from],
  );
  const { version = 0, rows = [] } = page.value ?? {};
  const newest = rows[0]?.sequence ?? 0;
  const oldest = rows.at(-1)?.sequence ?? 0;
  const jump = (e: Event) => {
    e.preventDefault();
    const wanted = String(new FormData(form.current!).get('from'));
    go('stream', { domain, identifier, from: /^[1-9][0-9]{0,14}$/.test(wanted) ? wanted : undefined });
  };
  return (
    <div class="fill">
      <header class="title">
        <p class="quiet">Stream</p>
        <h1>
          <StreamName domain={domain} identifier={identifier} />
        </h1>
        <p>
          {page.value && <>version <strong>{count(version)}</strong></>}
          {rows.length > 0 && <span class="quiet"> · shown: {count(oldest)} to {count(newest)}</span>}
        </p>
      </header>
      <nav class="bar" aria-label="In the stream">
        <Step label="Newest" on={newest < version} to={streamHref(stream)} />
        <Step label="Newer" on={newest < version} to={streamHref(stream, { from: Math.min(version, newest + PAGE) })} />
        <Step label="Older" on={oldest > 1} to={streamHref(stream, { from: oldest - 1 })} />
        <Step label="First" on={oldest > 1} to={streamHref(stream, { from: Math.min(PAGE, version) })} />
        <form ref={form} onSubmit={jump} class="jump">
          <label>
            <span>Version</span>
            <input name="from" key={from} inputMode="numeric" defaultValue={from ?? ''} size={8} />
          </label>
          <button type="submit">Show</button>
        </form>
        <button type="button" onClick={page.reload}>
          Read anew
        </button>
        <a href={href('live', { domain })}>Domain in Live</a>
        {served.sandbox && <a href={href('append', { domain, identifier, expected: version })}>Append to it</a>}
      </nav>
      {page.error !== undefined && <Problem error={page.error} again={page.again} retry={page.reload} />}
      {page.value && rows.length === 0 && (
        <div class="empty">
          <p>{version === 0 ? 'This stream has no events.' : `It has only ${count(version)} versions.`}</p>
        </div>
      )}
      {rows.length > 0 && <EventList label="Events of the stream, the newest first" rows={rows} oneStream />}
      {page.loading && !page.value && <p class="quiet" role="status">reading …</p>}
    </div>
  );
}

function Step({ label, on, to }: { label: string; on: boolean; to: string }) {
  return on ? <a class="button" href={to}>{label}</a> : <span class="button off" aria-disabled="true">{label}</span>;
}
