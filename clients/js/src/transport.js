import { NoAnswer, problemOf } from './problems.js';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/**
 * Sends requests, and again those that may succeed later: with an exponential pause and full jitter,
 * or after what `Retry-After` says.
 */
export class Transport {
  #options;

  /** @param {import('./index.js').EventStoreOptions} options */
  constructor(options) {
    const url = String(options.url);
    this.#options = {
      headers: {},
      attempts: 6,
      timeout: 30_000,
      // A browser's own wants to be called as it is, not as a member of the options.
      fetch: /** @type {typeof fetch} */ ((input, init) => globalThis.fetch(input, init)),
      parse: JSON.parse,
      stringify: JSON.stringify,
      ...options,
      url: url.endsWith('/') ? url : `${url}/`,
    };
    const { attempts, timeout } = this.#options;
    if (!(Number.isInteger(attempts) && attempts >= 1)) {
      throw new RangeError('attempts must be 1 or more');
    }
    if (!(timeout > 0)) {
      throw new RangeError('timeout must be above 0');
    }
  }

  /**
   * The parsed answer; undefined for a 404 that `optional` allows.
   *
   * @param {string} method
   * @param {string} path relative to the store's address
   * @param {Record<string, string | number | string[] | undefined>} query
   * @param {{ body?: unknown, headers?: Record<string, string>, signal?: AbortSignal, optional?: string,
   *   extraTime?: number }} [more] `optional` is the code of the problem that means: there is none;
   *   `extraTime` is for how many milliseconds the store may wait before it answers
   * @returns {Promise<any>}
   */
  async request(method, path, query, more = {}) {
    const body = more.body === undefined ? undefined : this.#options.stringify(more.body);
    for (let attempt = 1; ; attempt++) {
      more.signal?.throwIfAborted();
      /** @type {any} */
      let failure;
      /** @type {number | undefined} */
      let after;
      try {
        const answer = await this.#send(method, path, query, body, more);
        if (answer.ok) {
          return answer.value;
        }
        failure = problemOf(answer.status, answer.value);
        after = answer.after;
        if (more.optional && failure.code === more.optional) {
          return undefined;
        }
      } catch (cause) {
        more.signal?.throwIfAborted();
        failure = new NoAnswer(cause);
      }
      if (!failure.retryable || attempt >= this.#options.attempts) {
        throw failure;
      }
      await pause(after ?? Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt), more.signal);
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Record<string, string | number | string[] | undefined>} query
   * @param {string | undefined} body
   * @param {{ headers?: Record<string, string>, signal?: AbortSignal, extraTime?: number }} more
   */
  async #send(method, path, query, body, more) {
    const options = this.#options;
    const ownHeaders = typeof options.headers === 'function' ? await options.headers() : options.headers;
    const request = {
      method,
      url: options.url + path + queryOf(query),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ownHeaders,
        ...more.headers,
      },
      body,
    };
    // A signature has a time in it, so each try is signed anew.
    const headers = options.sign ? await options.sign(request) : request.headers;
    const time = AbortSignal.timeout(options.timeout + (more.extraTime ?? 0));
    const response = await options.fetch(request.url, {
      method,
      headers,
      body,
      signal: more.signal ? AbortSignal.any([time, more.signal]) : time,
    });
    const text = await response.text();
    return {
      ok: response.ok,
      status: response.status,
      value: response.ok ? options.parse(text) : parsedOr(text),
      after: seconds(response.headers.get('retry-after')),
    };
  }
}

/** What stands between may answer anything. */
function parsedOr(/** @type {string} */ text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seconds(/** @type {string | null} */ header) {
  return header !== null && /^[0-9]{1,4}$/.test(header) ? Number(header) * 1_000 : undefined;
}

/**
 * In the order of the names, as AWS signs them, and each value percent-encoded as AWS does.
 *
 * @param {Record<string, string | number | string[] | undefined>} query
 */
function queryOf(query) {
  const pairs = Object.keys(query)
    .sort()
    .flatMap((name) => {
      const value = query[name];
      const values = value === undefined ? [] : Array.isArray(value) ? [...value].map(encoded).sort() : [encoded(value)];
      return values.map((each) => `${name}=${each}`);
    });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encoded(/** @type {string | number} */ value) {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * @param {number} millis
 * @param {AbortSignal} [signal]
 */
function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve(undefined);
    }, millis);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
