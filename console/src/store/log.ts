import type { EventPage } from 'event-store-client';
import type { Api } from './api.ts';
import { type Summary, summaryOf } from './summary.ts';

export interface Filter {
  domain?: string;
  types: string[];
  /** All of which an event has. */
  tags: string[];
}

/** Where a page begins: behind a token, at a position, at a time, or so many positions before the end. */
export type Start = { after: string } | { from: number } | { since: Date } | { last: number };

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

export interface Older {
  /** The newest first. */
  events: Summary[];
  /** The position down to which all was looked at; 1 is the beginning. */
  from: number;
}

/**
 * The log under one filter, which the API reads forward only: here it can be read backward, in a few requests. Holds
 * no events.
 */
export class Log {
  readonly #api: Api;
  readonly #filter: Filter;
  #span = FIRST_SPAN;
  /** Of the life of the store that was looked at first. */
  #token: string | undefined;

  constructor(api: Api, filter: Filter) {
    this.#api = api;
    this.#filter = filter;
  }

  async page(start: Start, limit: number, signal: AbortSignal, wait?: number): Promise<EventPage> {
    const { domain, types, tags } = this.#filter;
    const some = (list: string[]) => (list.length > 0 ? list : undefined);
    const page = await this.#api.client.page({ ...start, limit, domain, types: some(types), tags: some(tags), wait, signal });
    this.#token ??= page.next;
    return page;
  }

  /** The position that the next append will have, or one close above it. */
  async end(signal: AbortSignal): Promise<number> {
    return (await this.page({ last: 0 }, 1, signal)).position;
  }

  /** The position of the first event that was recorded at a time or later, as far as the writers' clocks agree. */
  async since(time: number, signal: AbortSignal): Promise<number> {
    const page = await this.page({ since: new Date(time) }, 1, signal);
    return page.events[0]?.position ?? page.position;
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
    await this.#sameLife(signal);
    return { events, from };
  }

  /** A position says nothing of whose it is: events of before and after a reset must not stand in one list. */
  async #sameLife(signal: AbortSignal): Promise<void> {
    if (this.#token !== undefined) {
      await this.page({ after: this.#token }, 1, signal);
    }
  }

  /**
   * All events from `start` up to `end`; if they are too many for a few pages, and fewer could be asked for, how many
   * positions were not.
   */
  async #between(start: number, end: number, signal: AbortSignal): Promise<Summary[] | number> {
    const found: Summary[] = [];
    let next: Start = { from: start };
    let position = start;
    for (let pages = 0; pages < MAX_PAGES || end - start === 1; pages++) {
      const page: EventPage = await this.page(next, PAGE, signal);
      for (const event of page.events) {
        if (event.position >= end) {
          return found;
        }
        found.push(summaryOf(event));
      }
      // No step forward: what follows is not decided yet.
      const stuck = page.events.length === 0 && page.position === position;
      next = { after: page.next };
      position = page.position;
      if (page.caughtUp || stuck || position >= end) {
        return found;
      }
    }
    return position - start;
  }
}
