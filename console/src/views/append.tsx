import type { Appended } from 'event-store-client';
import { useState } from 'preact/hooks';
import { eventHref, streamHref } from '../router.ts';
import { type Draft, eventOf, type Faults, faultsOf } from '../store/draft.ts';
import { Problem } from '../ui/problem.tsx';
import { count } from '../ui/text.tsx';
import { useSession } from './context.ts';

/** Appends one event. Only where the store is a sandbox. */
export function Append({ params }: { params: URLSearchParams }) {
  const { api, served } = useSession();
  const [draft, setDraft] = useState<Draft>(() => ({
    domain: params.get('domain') ?? '',
    identifier: params.get('identifier') ?? '',
    type: '',
    payload: '{}',
    meta: '',
    id: '',
    correlationId: params.get('correlationId') ?? '',
    causationId: params.get('causationId') ?? '',
    expected: params.get('expected') ?? '',
    idempotencyKey: '',
  }));
  const [faults, setFaults] = useState<Faults>({});
  const [sending, setSending] = useState(false);
  const [done, setDone] = useState<Appended | undefined>();
  const [error, setError] = useState<unknown>();
  if (!served.sandbox) {
    return (
      <div class="empty">
        <h1>Events are not appended from here</h1>
        <p class="quiet">Only the console of a sandbox stage or of a store on this machine can. To append, see the <a href="/docs">API</a>.</p>
      </div>
    );
  }
  const send = async (e: Event) => {
    e.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    setDone(undefined);
    setError(undefined);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      document.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setSending(true);
    // A second try of the same form is the same append: it is made once.
    const key = draft.idempotencyKey || crypto.randomUUID();
    setDraft((old) => ({ ...old, idempotencyKey: key }));
    try {
      const stream = { domain: draft.domain, identifier: draft.identifier || undefined };
      const expectedVersion = draft.expected === '' ? undefined : Number(draft.expected);
      const answer = await api.client.appendToStream(stream, [eventOf(draft)], { expectedVersion, idempotencyKey: key });
      setDone(answer);
    } catch (e) {
      setError(e);
    } finally {
      setSending(false);
    }
  };
  const field = (name: keyof Draft) => ({
    name,
    value: draft[name],
    fault: faults[name],
    set: (value: string) => {
      // What was sent under a key does not change under it.
      const key = name === 'idempotencyKey' ? value : done || error !== undefined ? '' : draft.idempotencyKey;
      setDraft({ ...draft, [name]: value, idempotencyKey: key });
    },
  });
  return (
    <div class="append">
      <header class="title">
        <p class="quiet">Append</p>
        <h1>One event to one stream</h1>
      </header>
      <form onSubmit={send} noValidate>
        <fieldset>
          <legend>Stream</legend>
          <Field label="Domain" required {...field('domain')} />
          <Field label="Identifier" hint="none: the domain is one stream" {...field('identifier')} />
          <Field label="Expected version" hint="empty: any; 0: a new stream" {...field('expected')} />
        </fieldset>
        <fieldset>
          <legend>Event</legend>
          <Field label="Type" required {...field('type')} />
          <Field label="Payload, as JSON" area required {...field('payload')} />
          <Field label="Meta, as JSON" area {...field('meta')} />
        </fieldset>
        <details>
          <summary>Ids</summary>
          <fieldset>
            <Field label="Id" hint="empty: the store gives one" {...field('id')} />
            <Field label="Correlation id" {...field('correlationId')} />
            <Field label="Causation id" {...field('causationId')} />
            <Field label="Idempotency key" hint="empty: one is made" {...field('idempotencyKey')} />
          </fieldset>
        </details>
        <p class="bar">
          <button type="submit" class="primary" disabled={sending}>
            {sending ? 'Sending …' : 'Append'}
          </button>
        </p>
      </form>
      {done && (
        <section class="good" role="status">
          <h2>{done.repeated ? 'It was appended before; this is the first answer' : 'Appended'}</h2>
          <p>
            Position {count(done.position)}, version {count(done.events[0]!.sequence)}. <a href={eventHref(done.events[0]!)}>The event</a> · <a href={streamHref(done.events[0]!)}>Its stream</a>
          </p>
        </section>
      )}
      {error !== undefined && <Problem error={error} />}
    </div>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: string;
  set: (value: string) => void;
  fault?: string;
  hint?: string;
  area?: boolean;
  required?: boolean;
}

function Field({ name, label, value, set, fault, hint, area, required }: FieldProps) {
  const shared = {
    id: `field-${name}`,
    name,
    value,
    'aria-invalid': fault !== undefined,
    'aria-describedby': `about-${name}`,
    'aria-required': required,
    spellcheck: false,
    autocomplete: 'off',
    onInput: (e: Event) => set((e.target as HTMLInputElement).value),
  };
  return (
    <div class={area ? 'field area' : 'field'}>
      <label for={shared.id}>
        {label}
        {required && <span class="quiet"> *</span>}
      </label>
      {area ? <textarea rows={name === 'payload' ? 8 : 3} {...shared} /> : <input {...shared} />}
      <p id={`about-${name}`} class={fault ? 'wrong' : 'quiet'}>
        {fault ?? hint ?? ''}
      </p>
    </div>
  );
}
