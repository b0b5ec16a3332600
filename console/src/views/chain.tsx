import { useRef } from 'preact/hooks';
import { go } from '../router.ts';
import { type Summary, summaryOf } from '../store/summary.ts';
import { useLoad } from '../ui/load.ts';
import { Problem } from '../ui/problem.tsx';
import { many, Text } from '../ui/text.tsx';
import { Tree } from '../ui/tree.tsx';
import { useSession } from './context.ts';

const MOST = 1_000;

export function Chain({ params }: { params: URLSearchParams }) {
  const { api } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const id = params.get('id') ?? '';
  const found = useLoad(
    async (signal) => {
      const events: Summary[] = [];
      if (id !== '') {
        for await (const event of api.client.correlation(id, { limit: 200, signal })) {
          events.push(summaryOf(event));
          if (events.length === MOST) {
            return { events, more: true };
          }
        }
      }
      return { events, more: false };
    },
    [api, id],
  );
  const show = (e: Event) => {
    e.preventDefault();
    go('chain', { id: String(new FormData(form.current!).get('id')) });
  };
  return (
    <div>
      <header class="title">
        <p class="quiet">Chain</p>
        <h1>{id ? <Text>{id}</Text> : 'What caused what'}</h1>
      </header>
      <form ref={form} class="filters" role="search" aria-label="Which chain" onSubmit={show}>
        <label class="wide">
          <span>Correlation id</span>
          <input name="id" key={id} defaultValue={id} autocomplete="off" spellcheck={false} data-first />
        </label>
        <button type="submit">Show</button>
        {id && <button type="button" onClick={found.reload}>Read anew</button>}
      </form>
      {found.error !== undefined && <Problem error={found.error} again={found.again} retry={found.reload} />}
      {id === '' && <p class="quiet">A chain is all events that share a correlation id. Every event that has one leads here.</p>}
      {found.loading && id !== '' && !found.value && <p class="quiet" role="status">reading …</p>}
      {id !== '' && found.value && found.value.events.length === 0 && (
        <div class="empty"><p>No event has this correlation id.</p></div>
      )}
      {found.value && found.value.events.length > 0 && (
        <>
          <p class="quiet">
            {many(found.value.events.length, 'event')}{found.value.more && '; there are more, and only these are drawn'}. Down: what an event caused. To the right: when it was recorded.
          </p>
          <Tree events={found.value.events} />
        </>
      )}
    </div>
  );
}
