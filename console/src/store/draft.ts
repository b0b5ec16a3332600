import type { NewEventOfStream } from 'event-store-client';
import { complaint, nameComplaint } from '../json/check.ts';
import { byteLength, JsonText, stringifyExact } from '../json/exact.ts';

/** An event as it stands in the form. */
export interface Draft {
  domain: string;
  identifier: string;
  type: string;
  payload: string;
  meta: string;
  id: string;
  correlationId: string;
  causationId: string;
  /** '' for any version. */
  expected: string;
  idempotencyKey: string;
}

export type Faults = Partial<Record<keyof Draft, string>>;

const MAX_EVENT = 3 * 1_024 * 1_024;
const MAX_META = 64 * 1_024;

/** What the store would refuse, as far as that can be seen from here (docs/reference/bounds.md). */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {};
  const say = (field: keyof Draft, what: string | undefined) => {
    if (what !== undefined) {
      faults[field] = what;
    }
  };
  say('domain', nameComplaint(draft.domain));
  say('type', nameComplaint(draft.type) ?? (draft.type === 'event-store.lost' ? 'stands for an event that a repair could not bring back' : undefined));
  for (const field of ['identifier', 'id', 'correlationId', 'causationId', 'idempotencyKey'] as const) {
    say(field, draft[field] === '' ? undefined : nameComplaint(draft[field]));
  }
  say('payload', complaint(draft.payload));
  if (draft.meta.trim() !== '') {
    say('meta', complaint(draft.meta) ?? (byteLength(draft.meta.trim()) > MAX_META ? 'more than 64 KiB' : undefined));
  }
  if (draft.expected !== '' && !/^(0|[1-9][0-9]{0,14})$/.test(draft.expected)) {
    faults.expected = 'a version: 0 for a new stream, or 1 and up';
  }
  if (!faults.payload && byteLength(stringifyExact(eventOf(draft))!) > MAX_EVENT) {
    faults.payload = 'the event is larger than 3 MiB';
  }
  return faults;
}

/** The event to send, whose JSON goes out as it was typed. */
export function eventOf(draft: Draft): NewEventOfStream {
  const { type, id, correlationId, causationId } = draft;
  const given = (text: string) => (text === '' ? undefined : text);
  return {
    type,
    payload: new JsonText(draft.payload.trim()),
    meta: draft.meta.trim() === '' ? undefined : new JsonText(draft.meta.trim()),
    id: given(id),
    correlationId: given(correlationId),
    causationId: given(causationId),
  } as unknown as NewEventOfStream;
}
