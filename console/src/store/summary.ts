import type { Event } from 'event-store-client';
import { byteLength, detached, JsonText, stringifyExact } from '../json/exact.ts';

/** What a list keeps of an event: a few hundred bytes, however large the event. */
export interface Summary {
  id: string;
  source?: string;
  domain: string;
  identifier?: string;
  type: string;
  sequence: number;
  position: number;
  index: number;
  created: string;
  recorded: string;
  correlationId?: string;
  causationId?: string;
  tags?: string[];
  /** Bytes of the event as JSON. */
  size: number;
  /** How the payload begins. */
  preview: string;
}

const PREVIEW = 160;

/** The event as one line of NDJSON. */
export function lineOf(event: Event): string {
  return stringifyExact(event)!;
}

export function textOf(json: unknown): string | undefined {
  return json instanceof JsonText ? json.text : undefined;
}

export function sourceOf(event: Event): string | undefined {
  if (!event.bySource) {
    return undefined;
  }
  try {
    return JSON.parse(textOf(event.meta) ?? '{}').source;
  } catch {
    return undefined;
  }
}

export function summaryOf(event: Event): Summary {
  const { id, domain, identifier, type, sequence, position, index, created, recorded } = event;
  const { tags } = event as { tags?: string[] };
  return {
    id,
    source: sourceOf(event),
    domain,
    identifier,
    type,
    sequence,
    position,
    index,
    created,
    recorded,
    correlationId: event.correlationId,
    causationId: event.causationId,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : undefined,
    size: byteLength(lineOf(event)),
    preview: detached((textOf(event.payload) ?? '').slice(0, PREVIEW)),
  };
}
