import type { Api } from './api.ts';
import { type Filter, Log, type Start } from './log.ts';
import { Rate } from './rate.ts';
import { type Summary, summaryOf } from './summary.ts';

/** So many rows are kept; beyond that the far end is let go of, and read again when it is wanted. */
export const MAX_ROWS = 3_000;
const PAGE = 500;
const WAIT = 20;
/** Who was paused while so much happened starts at the end again. */
const MAX_BEHIND = 10_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** The part of the log that is held, the newest event first, and the tail of the log if it is followed. */
export class Window {
  rows: Summary[] = [];
  /** Everything from here on, up to the rows' top, was looked at; 1 is the log's beginning. */
  from = 1;
  following = false;
  loading = true;
  /** Why the last request failed, and when the next try is, if there is one. */
  failure: { error: unknown; again?: number } | undefined;
  /** How many rows were added on top since somebody looked. */
  arrived = 0;
  readonly rate = new Rate();

  readonly #log: Log;
  readonly #changed: () => void;
  /** Where what is above the rows begins, and at which position that is. */
  #newer: Start = { from: 1 };
  #top = 1;
  #pause = FIRST_PAUSE;
  #stop = new AbortController();
  #tail: AbortController | undefined;

  constructor(api: Api, filter: Filter, changed: () => void) {
    this.#log = new Log(api, filter);
    this.#changed = changed;
  }

  /** Shows what lies before and at a position or a time, or the newest and then the tail. */
  async start(at?: { position?: number; time?: number }): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    await this.#asked(signal, async () => {
      const end = await this.#log.end(signal);
      let top = end;
      if (at?.position !== undefined) {
        top = Math.min(Math.max(1, at.position) + 1, end);
      } else if (at?.time !== undefined) {
        top = Math.min((await this.#log.since(at.time, signal)) + 1, end);
      }
      const older = await this.#log.older(top, signal);
      this.rows = [];
      this.#above(top);
      this.#take(older.events, older.from);
    });
    if (signal.aborted) {
      return;
    }
    if (this.failure?.again !== undefined) {
      await sleep(this.failure.again - Date.now(), signal);
      return signal.aborted ? undefined : this.start(at);
    }
    if (at === undefined && this.failure === undefined) {
      this.#pause = FIRST_PAUSE;
      void this.follow(true);
    }
  }

  get atBeginning(): boolean {
    return this.from === 1;
  }

  async older(): Promise<void> {
    const { signal } = this.#stop;
    if (this.loading || this.atBeginning) {
      return;
    }
    await this.#asked(signal, async () => {
      const older = await this.#log.older(this.from, signal);
      this.#take(older.events, older.from);
      if (this.rows.length > MAX_ROWS) {
        this.pause();
        this.#dropNewest();
      }
    });
  }

  /** One page above the rows. */
  async newer(): Promise<void> {
    const { signal } = this.#stop;
    if (this.loading || this.following) {
      return;
    }
    await this.#asked(signal, async () => {
      await this.#readAbove(signal);
    });
  }

  /** @param atEnd whether the rows' top is the end of the log, as far as is known */
  async follow(atEnd = false): Promise<void> {
    if (this.following) {
      return;
    }
    this.#tail = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, this.#tail.signal]);
    this.following = true;
    this.#changed();
    let caughtUp = atEnd;
    while (!signal.aborted) {
      try {
        if (!caughtUp && (await this.#log.end(signal)) - this.#top > MAX_BEHIND) {
          this.following = false;
          return this.start();
        }
        caughtUp = await this.#readAbove(signal, WAIT);
        this.failure = undefined;
        this.#pause = FIRST_PAUSE;
        this.#changed();
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        this.failure = this.#failed(error);
        this.following = this.failure.again !== undefined;
        this.#changed();
        if (this.failure.again === undefined) {
          return;
        }
        await sleep(this.failure.again - Date.now(), signal);
      }
    }
  }

  pause(): void {
    this.following = false;
    this.#tail?.abort();
    this.#changed();
  }

  close(): void {
    this.#stop.abort();
    this.following = false;
  }

  async #readAbove(signal: AbortSignal, wait?: number): Promise<boolean> {
    const page = await this.#log.page(this.#newer, PAGE, signal, wait);
    const rows = page.events.map(summaryOf);
    rows.forEach((row) => this.rate.add(row));
    this.#newer = { after: page.next };
    this.#top = page.position;
    this.rows = rows.reverse().concat(this.rows);
    this.arrived += rows.length;
    if (this.rows.length > MAX_ROWS) {
      const edge = this.rows[MAX_ROWS - 1]!.position;
      this.rows = this.rows.filter((row) => row.position > edge);
      this.from = edge + 1;
    }
    return page.caughtUp;
  }

  /** What is above the rows begins at a position. */
  #above(position: number): void {
    this.#newer = { from: position };
    this.#top = position;
  }

  #take(events: Summary[], from: number): void {
    events.forEach((row) => this.rate.add(row));
    this.rows = this.rows.concat(events);
    this.from = from;
  }

  #dropNewest(): void {
    const edge = this.rows[this.rows.length - MAX_ROWS]!.position;
    this.#above(edge);
    this.rows = this.rows.filter((row) => row.position < edge);
  }

  /** What may pass is asked again, after longer and longer pauses. */
  #failed(error: unknown): { error: unknown; again?: number } {
    if ((error as { retryable?: boolean }).retryable !== true) {
      return { error };
    }
    const again = Date.now() + this.#pause;
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
    return { error, again };
  }

  async #asked(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    this.loading = true;
    this.failure = undefined;
    this.#changed();
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) {
        this.failure = this.#failed(error);
      }
    } finally {
      if (!signal.aborted) {
        this.loading = false;
        this.#changed();
      }
    }
  }
}

function sleep(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
