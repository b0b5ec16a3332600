import { Transport } from './transport.js';

const MAX_WAIT = 20;

/** A store, by its HTTP API. Every option and answer is told in `index.d.ts`. */
export class EventStoreClient {
  #transport;

  /** @param {import('./index.js').EventStoreOptions} options */
  constructor(options) {
    this.#transport = new Transport(options);
  }

  /**
   * @param {import('./index.js').NewEvent[]} events
   * @param {import('./index.js').AppendOptions} [options]
   */
  append(events, options = {}) {
    const { expected, condition } = options;
    return this.#post('events', {}, { events, expected, condition }, {}, options);
  }

  /**
   * @param {import('./index.js').StreamName} stream
   * @param {import('./index.js').NewEventOfStream[]} events
   * @param {import('./index.js').StreamAppendOptions} [options]
   */
  appendToStream(stream, events, options = {}) {
    const { expectedVersion } = options;
    if (expectedVersion !== undefined && !(Number.isSafeInteger(expectedVersion) && expectedVersion >= 0)) {
      throw new RangeError('expectedVersion must be 0 or more');
    }
    /** @type {Record<string, string>} */
    const headers = expectedVersion === undefined ? {} : { 'if-match': `"${expectedVersion}"` };
    return this.#post('stream/events', { ...nameOf(stream) }, events, headers, options);
  }

  /**
   * An append without a key gets one, so that it is made once, however often it is sent.
   *
   * @param {string} path
   * @param {Record<string, string | undefined>} query
   * @param {unknown} body
   * @param {Record<string, string>} headers
   * @param {{ idempotencyKey?: string, signal?: AbortSignal }} options
   */
  #post(path, query, body, headers, options) {
    const key = options.idempotencyKey ?? crypto.randomUUID();
    return this.#transport.request('POST', path, query, {
      body,
      headers: { ...headers, 'idempotency-key': key },
      signal: options.signal,
    });
  }

  /** @param {import('./index.js').PageOptions} [options] */
  page(options = {}) {
    const { limit, domain, types, tags, items, wait, signal } = options;
    const filter = { domain, type: types, tag: tags };
    const query = { ...placeOf(options), limit, wait };
    const more = { signal, extraTime: (wait ?? 0) * 1_000 };
    if (items === undefined) {
      return this.#transport.request('GET', 'events', { ...query, ...filter }, more);
    }
    if (Object.values(filter).some((each) => each !== undefined)) {
      throw new TypeError('items stand in place of domain, types and tags');
    }
    return this.#transport.request('POST', 'query/events', query, { ...more, body: { items } });
  }

  /** @param {import('./index.js').ReplayOptions} [options] */
  async *pages(options = {}) {
    let after = options.after;
    while (true) {
      const page = await this.page({ limit: 1_000, ...options, after });
      yield page;
      after = page.next;
      if (page.caughtUp) {
        return;
      }
    }
  }

  /** @param {import('./index.js').ReplayOptions} [options] */
  async *replay(options = {}) {
    for await (const page of this.pages(options)) {
      yield* page.events;
    }
  }

  /** @param {import('./index.js').FollowOptions} [options] */
  async *follow(options = {}) {
    let after = options.after;
    while (true) {
      const page = await this.page({ limit: 1_000, wait: MAX_WAIT, ...options, after });
      after = page.next;
      if (page.events.length > 0) {
        yield page;
      }
    }
  }

  /**
   * @param {import('./index.js').StreamName} stream
   * @param {import('./index.js').StreamPageOptions} [options]
   */
  streamPage(stream, options = {}) {
    const { from, limit, direction, signal } = options;
    return this.#transport.request(
      'GET',
      'stream/events',
      { ...nameOf(stream), from, limit, direction },
      { signal },
    );
  }

  /**
   * @param {import('./index.js').StreamName} stream
   * @param {import('./index.js').StreamPageOptions} [options]
   */
  async *stream(stream, options = {}) {
    let from = options.from;
    while (from !== null) {
      const page = await this.streamPage(stream, { limit: 1_000, ...options, from });
      yield* page.events;
      from = page.next;
    }
  }

  /**
   * @param {import('./index.js').StreamName} stream
   * @param {import('./index.js').CallOptions} [options]
   * @returns {Promise<number>}
   */
  async version(stream, options = {}) {
    const page = await this.streamPage(stream, { ...options, direction: 'backward', limit: 1 });
    return page.version;
  }

  /** @param {import('./index.js').StreamsOptions} [options] */
  async *streams(options = {}) {
    const { domain, limit = 1_000, signal } = options;
    let after = options.after;
    do {
      const page = await this.#transport.request('GET', 'streams', { domain, limit, after }, { signal });
      yield* page.streams;
      after = page.next ?? undefined;
    } while (after !== undefined);
  }

  /**
   * @param {string} id
   * @param {import('./index.js').EventOptions} [options]
   */
  event(id, options = {}) {
    const { source, signal } = options;
    return this.#transport.request('GET', 'event', { id, source }, { signal, optional: 'event-not-found' });
  }

  /**
   * @param {string} id
   * @param {import('./index.js').ChainOptions} [options]
   */
  async *correlation(id, options = {}) {
    const { limit = 1_000, signal } = options;
    let after = options.after;
    while (true) {
      const page = await this.#transport.request('GET', 'correlation/events', { id, limit, after }, { signal });
      yield* page.events;
      after = page.next;
      if (page.caughtUp) {
        return;
      }
    }
  }

  /** @param {import('./index.js').CallOptions} [options] */
  health(options = {}) {
    return this.#transport.request('GET', 'health', {}, options);
  }

  /**
   * @param {string} stage
   * @param {import('./index.js').CallOptions} [options]
   */
  reset(stage, options = {}) {
    return this.#transport.request('POST', 'reset', {}, { ...options, body: { confirm: stage } });
  }
}

/**
 * Where a page starts; a token that goes on stands before where it all began.
 *
 * @param {import('./index.js').PageOptions} options
 */
function placeOf({ after, from, since, afterEvent, source, last }) {
  if (after !== undefined) {
    return { after };
  }
  return { from, since: since instanceof Date ? since.toISOString() : since, afterEvent, source, last };
}

/** @param {import('./index.js').StreamName} stream */
function nameOf({ domain, identifier }) {
  return { domain, identifier: identifier ?? undefined };
}
