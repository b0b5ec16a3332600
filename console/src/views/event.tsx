import type { Event as StoreEvent } from 'event-store-client';
import { useState } from 'preact/hooks';
import { byteLength } from '../json/exact.ts';
import { eventHref, href, streamHref } from '../router.ts';
import { curl, sample } from '../store/copies.ts';
import { lineOf, sourceOf, textOf } from '../store/summary.ts';
import { Copy } from '../ui/copy.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { useLoad } from '../ui/load.ts';
import { Problem } from '../ui/problem.tsx';
import { bytes, count, StreamLink, Text } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { useSession } from './context.ts';

export function EventView({ params }: { params: URLSearchParams }) {
  const { api } = useSession();
  const id = params.get('id') ?? '';
  const source = params.get('source') ?? undefined;
  const found = useLoad((signal) => api.client.event(id, { source, signal }).then((event) => event ?? null), [api, id, source]);
  if (found.error !== undefined) {
    return <Problem error={found.error} again={found.again} retry={found.reload} />;
  }
  if (found.value === undefined) {
    return <p class="quiet" role="status">reading …</p>;
  }
  if (found.value === null) {
    return (
      <div class="empty">
        <h1>There is no such event</h1>
        <p><Text>{id}</Text></p>
        <p class="quiet">An event that came as a CloudEvent is named by its source, too. A reset forgets all events.</p>
        <a class="button" href={href('live')}>To the newest</a>
      </div>
    );
  }
  return <Shown key={`${id} ${source}`} event={found.value} />;
}

function Shown({ event }: { event: StoreEvent }) {
  const { api } = useSession();
  const line = lineOf(event);
  const meta = textOf(event.meta);
  const { tags, recordedBy } = event as { tags?: unknown; recordedBy?: string };
  const chain = event.correlationId ?? event.id;
  return (
    <article class="one-event">
      <header class="title">
        <p class="quiet">Event</p>
        <h1><Text>{event.type}</Text></h1>
      </header>
      <div class="bar">
        <Neighbour event={event} by={-1} />
        <Neighbour event={event} by={1} />
        <a class="button" href={href('live', { at: event.position })}>In the log</a>
        <a class="button" href={href('chain', { id: chain })}>Its chain</a>
        <span class="grow" />
        <Copy label="Copy curl" text={() => curl(api.url, event)} />
        <Copy label="Copy sample event" text={() => sample(event)} />
        <Copy label="Copy NDJSON" text={() => `${line}\n`} />
      </div>
      <dl class="facts">
        <Fact name="Stream"><StreamLink domain={event.domain} identifier={event.identifier} /></Fact>
        <Fact name="Version">
          <a href={streamHref(event, { from: event.sequence })}>{count(event.sequence)}</a>
        </Fact>
        <Fact name="Position">{count(event.position)}<span class="quiet">, place {event.index} in its append</span></Fact>
        <Fact name="Recorded"><Time at={event.recorded} /> <span class="quiet">{event.recorded}</span></Fact>
        <Fact name="Created"><Time at={event.created} /> <span class="quiet">{event.created}</span></Fact>
        <Fact name="Size">{bytes(byteLength(line))}<span class="quiet"> as JSON</span></Fact>
        <Fact name="Id"><code><Text>{event.id}</Text></code></Fact>
        {sourceOf(event) !== undefined && <Fact name="Source"><Text>{sourceOf(event)!}</Text></Fact>}
        {event.correlationId !== undefined && (
          <Fact name="Correlation id"><a href={href('chain', { id: event.correlationId })}><Text>{event.correlationId}</Text></a></Fact>
        )}
        {event.causationId !== undefined && (
          <Fact name="Causation id"><a href={eventHref({ id: event.causationId })}><Text>{event.causationId}</Text></a></Fact>
        )}
        {recordedBy !== undefined && <Fact name="Recorded by"><Text>{recordedBy}</Text></Fact>}
        {Array.isArray(tags) && (
          <Fact name="Tags">{tags.map((tag) => <a class="tag" key={tag} href={href('live', { tag: String(tag) })}><Text>{String(tag)}</Text></a>)}</Fact>
        )}
      </dl>
      <JsonView label="Payload" text={textOf(event.payload) ?? 'null'} />
      {meta !== undefined && <JsonView label="Meta" text={meta} />}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The event one version before or after, whose id is only asked for when it is wanted. */
function Neighbour({ event, by }: { event: StoreEvent; by: number }) {
  const { api } = useSession();
  const [none, setNone] = useState(false);
  const from = event.sequence + by;
  const open = async () => {
    try {
      const page = await api.client.streamPage(event, { from, limit: 1 });
      const [next] = page.events;
      if (next === undefined) {
        setNone(true);
      } else {
        location.hash = eventHref({ id: next.id, source: sourceOf(next) });
      }
    } catch {
      // The stream's own view tells what is wrong.
      location.hash = streamHref(event, { from });
    }
  };
  return (
    <button type="button" onClick={open} disabled={from < 1 || none}>
      {by < 0 ? `← Version ${count(from)}` : `Version ${count(from)} →`}
    </button>
  );
}
