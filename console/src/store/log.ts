import type { EventPage } from 'event-store-client';
import type { Api } from './api.ts';
import { positionOf, tokenAt } from './place.ts';
import { type Summary, summaryOf } from './summary.ts';

export interface Filter {
  domain?: string;
  types: string[];
}

/** The widest step back: a page under a filter looks at so many positions at most. */
const MAX_SPAN = 20_000;
const FIRST_SPAN = 64;
const PAGE = 200;
/** As many as fill a screen. */
const ENOUGH = 50;
/** Pages that one step back may take. */
const MAX_PAGES = 6;
/** Steps back that one request for older events may take, where a filter lets little through. */
const MAX_STEPS = 8;
const PROBES = 6;

export interface Older {
  /** The newest first. */
  events: Summary[];
  /** The position down to which all was looked at; 1 is the beginning. */
  from: number;
}

/**
 * The log under one filter, which the API reads forward only: here it can be read backward, and its end be found,
 * in a few requests. Holds no events.
 */
export class Log {
  readonly #api: Api;
  readonly #filter: Filter;
  #token: string | undefined;
  #span = FIRST_SPAN;

  constructor(api: Api, filter: Filter) {
    this.#api = api;
    this.#filter = filter;
  }

  page(after: string | undefined, limit: number, signal: AbortSignal, wait?: number): Promise<EventPage> {
    const { domain, types } = this.#filter;
    return this.#api.client.page({ after, limit, domain, types: types.length > 0 ? types : undefined, wait, signal });
  }

  /** A token that goes on at a position. */
  async at(position: number, signal: AbortSignal): Promise<string> {
    this.#token ??= (await this.page(undefined, 1, signal)).next;
    return tokenAt(this.#token, position);
  }

  /** The position that the next append will have, or one close above it. */
  async end(signal: AbortSignal): Promise<number> {
    const log = this.#unfiltered();
    // All probes go on from one token.
    await log.at(1, signal);
    return search((position) => log.#isBeyond(position, signal));
  }

  /** The first position that was recorded at a time or later, as far as the writers' clocks agree. */
  async since(time: number, end: number, signal: AbortSignal): Promise<number> {
    const log = this.#unfiltered();
    let low = 1;
    let high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const page = await log.page(await log.at(middle, signal), 1, signal);
      const event = page.events[0];
      if (event === undefined || Date.parse(event.recorded) >= time) {
        high = middle;
      } else {
        low = event.position + 1;
      }
    }
    return Math.min(low, end);
  }

  #unfiltered(): Log {
    const { domain, types } = this.#filter;
    return domain === undefined && types.length === 0 ? this : new Log(this.#api, { types: [] });
  }

  /** Whether no append has this position or a higher one. */
  async #isBeyond(position: number, signal: AbortSignal): Promise<boolean> {
    const after = await this.at(position, signal);
    const { headers } = await this.#api.head('events', { after, limit: '1' }, signal);
    const next = headers.get('event-store-next');
    const caughtUp = headers.get('event-store-caught-up');
    if (next === null || caughtUp === null) {
      const page = await this.page(after, 1, signal);
      return page.events.length === 0 && page.caughtUp;
    }
    return caughtUp === 'true' && positionOf(next) === position;
  }

  /** Events before a position, as many as fill a screen or more. */
  async older(before: number, signal: AbortSignal): Promise<Older> {
    let events: Summary[] = [];
    let from = before;
    for (let steps = 0; steps < MAX_STEPS && from > 1 && events.length < ENOUGH; ) {
      const start = Math.max(1, from - this.#span);
      const found = await this.#between(start, from, signal);
      if (typeof found === 'number') {
        this.#span = Math.max(1, Math.min(found, this.#span - 1));
        continue;
      }
      steps++;
      events = events.concat(found.reverse());
      from = start;
      if (found.length < ENOUGH) {
        this.#span = Math.min(MAX_SPAN, this.#span * 4);
      }
    }
    return { events, from };
  }

  /**
   * All events from `start` up to `end`; if they are too many for a few pages, and fewer could be asked for, how many
   * positions were not.
   */
  async #between(start: number, end: number, signal: AbortSignal): Promise<Summary[] | number> {
    const found: Summary[] = [];
    let after = await this.at(start, signal);
    for (let pages = 0; pages < MAX_PAGES || end - start === 1; pages++) {
      const page = await this.page(after, PAGE, signal);
      for (const event of page.events) {
        if (event.position >= end) {
          return found;
        }
        found.push(summaryOf(event));
      }
      // No step forward: what follows is not decided yet.
      const stuck = page.next === after;
      after = page.next;
      if (page.caughtUp || stuck || positionOf(after) >= end) {
        return found;
      }
    }
    return positionOf(after) - start;
  }
}

/** Numbers that are asked for at once, before anything is known: up to 16 million. */
const FIRST_PROBES = [1, 16, 256, 4_096, 65_536, 1_048_576, 16_777_216];

/** The lowest number from 1 on of which it holds, where it holds of all above it, too. Asks for several at once. */
export async function search(holds: (candidate: number) => Promise<boolean>): Promise<number> {
  let low = 1;
  let high = Infinity;
  const ask = async (candidates: number[]) => {
    const answers = await Promise.all(candidates.map(holds));
    const first = answers.indexOf(true);
    const last = first < 0 ? candidates.length - 1 : first - 1;
    high = first < 0 ? high : candidates[first]!;
    low = last < 0 ? low : candidates[last]! + 1;
  };
  for (let factor = 1; high === Infinity; factor *= FIRST_PROBES.at(-1)!) {
    await ask(FIRST_PROBES.map((each) => each * factor));
  }
  while (low < high) {
    const step = Math.max(1, Math.floor((high - low) / (PROBES + 1)));
    await ask(Array.from({ length: PROBES }, (_, i) => low + (i + 1) * step - 1).filter((each) => each < high));
  }
  return low;
}
