import type { StreamEntry } from 'event-store-client';
import type { Api } from './api.ts';

/** So many are kept; whoever looks for one of more gives a longer prefix. */
export const MOST = 2_000;

export interface Search {
  /** Only this domain; without it, all. */
  domain?: string;
  /** How the identifier begins or, without a domain, the domain. */
  prefix: string;
}

export interface Progress {
  found: StreamEntry[];
  looked: number;
  done: boolean;
  /** Whether there are more than are kept. */
  more: boolean;
}

/** Streams by prefix: the API lists them in order, so within a domain the search ends where the prefix ends. */
export async function* searchStreams(api: Api, { domain, prefix }: Search, signal: AbortSignal): AsyncGenerator<Progress> {
  const found: StreamEntry[] = [];
  let looked = 0;
  let told = 0;
  for await (const stream of api.client.streams({ domain, limit: 1_000, signal })) {
    looked++;
    const name = domain === undefined ? stream.domain : (stream.identifier ?? '');
    if (name.startsWith(prefix)) {
      found.push(stream);
    }
    if (found.length === MOST) {
      yield { found, looked, done: true, more: true };
      return;
    }
    if (looked - told >= 1_000) {
      told = looked;
      yield { found: found.slice(), looked, done: false, more: false };
    }
  }
  yield { found, looked, done: true, more: false };
}
