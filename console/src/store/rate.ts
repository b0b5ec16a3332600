export interface Minute {
  /** Minutes since 1970. */
  minute: number;
  appends: number;
  events: number;
}

interface Place {
  position: number;
  index: number;
}

/** Appends and events a minute, of what was looked at; keeps two hours. */
export class Rate {
  static readonly KEPT = 120;
  readonly #minutes = new Map<number, Minute>();
  #high: Place | undefined;
  #low: Place | undefined;

  /** Counts an event, unless it lies between those that were counted: then it was. */
  add(event: Place & { recorded: string }): void {
    const above = this.#high === undefined || compare(event, this.#high) > 0;
    const below = this.#low === undefined || compare(event, this.#low) < 0;
    if (!above && !below) {
      return;
    }
    const entry = this.#at(Math.floor(Date.parse(event.recorded) / 60_000));
    entry.events++;
    const edge = above ? this.#high : this.#low;
    if (edge?.position !== event.position) {
      entry.appends++;
    }
    this.#high = above ? event : this.#high;
    this.#low = below ? event : this.#low;
    while (this.#minutes.size > Rate.KEPT) {
      this.#minutes.delete(this.oldest!);
    }
  }

  #at(minute: number): Minute {
    const known = this.#minutes.get(minute);
    const entry = known ?? { minute, appends: 0, events: 0 };
    if (known === undefined) {
      this.#minutes.set(minute, entry);
    }
    return entry;
  }

  /** The minutes up to one, the oldest first, empty ones between them too. */
  upTo(minute: number, count: number): Minute[] {
    return Array.from({ length: count }, (_, i) => {
      const at = minute - count + 1 + i;
      return this.#minutes.get(at) ?? { minute: at, appends: 0, events: 0 };
    });
  }

  /** The oldest minute that was looked at. */
  get oldest(): number | undefined {
    return this.#minutes.size === 0 ? undefined : Math.min(...this.#minutes.keys());
  }
}

function compare(one: Place, other: Place): number {
  return one.position - other.position || one.index - other.index;
}
