import { EventStoreProblem, VersionConflict } from './problems.js';

/** So many events with ids of their own go into an append at most. */
const MAX_EVENTS = 100;

/** Below the 4 MiB of a body. */
const MAX_LENGTH = 1_000_000;

/** What is thrown where the store's own class was not handed over. */
export class ConcurrencyError extends Error {
  /**
   * @param {string} streamKey
   * @param {number} expectedSequence
   * @param {number} actualSequence
   */
  constructor(streamKey, expectedSequence, actualSequence) {
    super(`stream ${streamKey} is at ${actualSequence}, not at ${expectedSequence}`);
    this.name = 'ConcurrencyError';
    this.streamKey = streamKey;
    this.expectedSequence = expectedSequence;
    this.actualSequence = actualSequence;
  }
}

/** The `IEventStoreRepo` of `@schemeless/event-store` on a store of this kind. */
export class SchemelessRepo {
  #client;
  #options;

  /**
   * @param {import('./index.js').EventStoreClient} client
   * @param {import('./schemeless.js').SchemelessRepoOptions} [options]
   */
  constructor(client, options = {}) {
    this.#client = client;
    this.#options = { ConcurrencyError, ...options };
    this.capabilities = { aggregate: true };
  }

  /** The table and the bucket are there; says early if the store is not. */
  async init() {
    await this.#client.health();
  }

  /**
   * @param {import('./schemeless.js').SchemelessEvent[]} events
   * @param {{ expectedSequence?: number }} [options]
   */
  async storeEvents(events, options = {}) {
    /** How many of a stream are stored by now, by its key. */
    const stored = new Map();
    for (const part of parts(events.map(written))) {
      const expected = expectations(part, stored, options.expectedSequence);
      try {
        await this.#client.append(part, { expected });
      } catch (e) {
        if (e instanceof VersionConflict) {
          throw new this.#options.ConcurrencyError(keyOf(e.stream), e.expected, e.actual);
        }
        throw e;
      }
      part.forEach((event) => stored.set(keyOf(event), (stored.get(keyOf(event)) ?? 0) + 1));
    }
  }

  /**
   * @param {number} [pageSize]
   * @param {string} [startFromId] the event after which to start
   */
  async getAllEvents(pageSize = 100, startFromId) {
    return this.#pages(pageSize, startFromId);
  }

  /**
   * @param {number} pageSize
   * @param {string} [startFromId]
   */
  async *#pages(pageSize, startFromId) {
    try {
      for await (const page of this.#client.pages({ limit: pageSize, afterEvent: startFromId })) {
        if (page.events.length > 0) {
          yield page.events.map(read);
        }
      }
    } catch (e) {
      if (e instanceof EventStoreProblem && e.code === 'event-not-found') {
        throw new Error(`there is no event with the id ${startFromId} to start after`, { cause: e });
      }
      throw e;
    }
  }

  async resetStore() {
    const { stage } = this.#options;
    if (stage === undefined) {
      throw new Error('resetStore needs the option stage: the name of the stage that is to be emptied');
    }
    await this.#client.reset(stage);
  }

  /** @param {string} id */
  async getEventById(id) {
    const event = await this.#client.event(id);
    return event === undefined ? null : read(event);
  }

  /**
   * What an event has caused lies in its chain.
   *
   * @param {string} causationId
   */
  async findByCausationId(causationId) {
    const cause = await this.#client.event(causationId);
    const found = [];
    for await (const event of this.#client.correlation(cause?.correlationId ?? causationId)) {
      if (event.causationId === causationId) {
        found.push(read(event));
      }
    }
    return found;
  }

  /**
   * @param {string} domain
   * @param {string} identifier
   * @param {number} [fromSequence] the events after this one
   */
  async getStreamEvents(domain, identifier, fromSequence = 0) {
    const found = [];
    for await (const event of this.#client.stream(name(domain, identifier), { from: fromSequence + 1 })) {
      found.push(read(event));
    }
    return found;
  }

  /**
   * @param {string} domain
   * @param {string} identifier
   */
  getStreamSequence(domain, identifier) {
    return this.#client.version(name(domain, identifier));
  }
}

/**
 * @param {string} domain
 * @param {string | null | undefined} identifier
 */
function name(domain, identifier) {
  return identifier ? { domain, identifier } : { domain };
}

/** @param {import('./schemeless.js').SchemelessEvent} event */
function written(event) {
  const { id, domain, identifier, type, payload, meta, correlationId, causationId, created } = event;
  return {
    id,
    ...name(domain, identifier),
    type,
    payload: payload ?? null,
    meta,
    correlationId: correlationId ?? undefined,
    causationId: causationId ?? undefined,
    created: created === undefined ? undefined : new Date(created).toISOString(),
  };
}

/** @param {any} event */
function read(event) {
  return { ...event, created: new Date(event.created) };
}

/**
 * As many events as an append takes, of all streams alike: it is made whole or not at all.
 *
 * @param {ReturnType<typeof written>[]} events
 */
function* parts(events) {
  /** @type {ReturnType<typeof written>[]} */
  let part = [];
  let length = 0;
  for (const event of events) {
    const size = JSON.stringify(event).length;
    if (part.length > 0 && (part.length === MAX_EVENTS || length + size > MAX_LENGTH)) {
      yield part;
      part = [];
      length = 0;
    }
    part.push(event);
    length += size;
  }
  if (part.length > 0) {
    yield part;
  }
}

/** @param {{ domain: string, identifier?: string }} stream */
function keyOf({ domain, identifier }) {
  return `${domain}::${identifier ?? ''}`;
}

/**
 * @param {ReturnType<typeof written>[]} events
 * @param {Map<string, number>} stored
 * @param {number | undefined} sequence that every stream had before the first of them
 */
function expectations(events, stored, sequence) {
  if (sequence === undefined) {
    return undefined;
  }
  const streams = new Map(events.map((event) => [keyOf(event), event]));
  return [...streams].map(([key, { domain, identifier }]) => ({
    domain,
    identifier,
    sequence: sequence + (stored.get(key) ?? 0),
  }));
}
