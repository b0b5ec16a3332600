import { EventStoreClient, EventStoreProblem } from 'event-store-client';
import { parseExact, stringifyExact } from '../json/exact.ts';

/** How the API is reached. What is secret here lives in the tab's memory only. */
export type SignIn =
  | { kind: 'none' }
  | { kind: 'bearer'; token: string }
  | { kind: 'aws'; accessKeyId: string; secretAccessKey: string; sessionToken?: string; region: string };

/** What whoever serves the console says of the store, in `config.json` beside it. */
export interface Served {
  /** The address of the API; without one, it is asked for. */
  api?: string;
  /** What the API takes, where that is known. */
  signIn?: 'bearer' | 'aws';
  /** For which signatures are made. */
  region?: string;
  /** Whether events may be appended from here. */
  sandbox?: boolean;
  /** What a reset confirms. */
  stage?: string;
  /** Whether a check of the whole store can be run from here, beside the console. */
  verify?: boolean;
}

export interface Head {
  status: number;
  headers: Headers;
}

/** The store as the views see it: each request is sent once, and what comes of it is the view's to show. */
export class Api {
  readonly client: EventStoreClient;
  readonly url: string;
  #sign: (request: { method: string; url: string; headers: Record<string, string>; body?: string }) => Promise<HeadersInit>;

  constructor(url: string, signIn: SignIn) {
    this.url = url.endsWith('/') ? url : `${url}/`;
    this.#sign = (request) => headersOf(request, signIn);
    this.client = new EventStoreClient({
      url: this.url,
      attempts: 1,
      parse: parseExact,
      stringify: stringifyExact,
      sign: this.#sign,
    });
  }

  /** The headers of an answer, without its body; lines have in headers what JSON has around its events. */
  async head(path: string, query: Record<string, string | undefined>, signal?: AbortSignal): Promise<Head> {
    const url = this.url + path + queryOf(query);
    const headers = await this.#sign({ method: 'HEAD', url, headers: { accept: 'application/x-ndjson' } });
    const answer = await fetch(url, { method: 'HEAD', headers, signal });
    if (!answer.ok) {
      throw problemOf(answer.status);
    }
    return { status: answer.status, headers: answer.headers };
  }

  /** A stream's version, of which no event is read over the wire. */
  async versionOf(domain: string, identifier: string | undefined, signal?: AbortSignal): Promise<number> {
    const { headers } = await this.head('stream/events', { direction: 'backward', domain, identifier, limit: '1' }, signal);
    return Number(/\d+/.exec(headers.get('etag') ?? '')?.[0] ?? NaN);
  }
}

/** A HEAD says what is wrong by its status alone. */
function problemOf(status: number): Error {
  const retryable = status === 429 || status >= 500;
  const gone = status === 410;
  const Problem = EventStoreProblem as unknown as new (status: number, problem: object) => Error;
  return new Problem(status, {
    title: `HTTP status ${status}`,
    retryable,
    ...(gone ? { type: 'https://schemeless.github.io/event-store-aws/problems/store-was-reset' } : {}),
  });
}

/** In the order of the names, encoded as AWS signs them. */
export function queryOf(query: Record<string, string | undefined>): string {
  const pairs = Object.keys(query)
    .sort()
    .filter((name) => query[name] !== undefined)
    .map((name) => `${name}=${encoded(query[name]!)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

export function encoded(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function headersOf(
  request: { method: string; url: string; headers: Record<string, string>; body?: string },
  signIn: SignIn,
): Promise<HeadersInit> {
  if (signIn.kind === 'none') {
    return request.headers;
  }
  if (signIn.kind === 'bearer') {
    return { ...request.headers, authorization: `Bearer ${signIn.token}` };
  }
  const { AwsV4Signer } = await import('aws4fetch');
  const signed = await new AwsV4Signer({ ...request, ...signIn, service: 'execute-api' }).sign();
  return signed.headers;
}

/** What the server beside the console says; nothing where there is none. */
export async function served(): Promise<Served> {
  try {
    const answer = await fetch('config.json', { headers: { accept: 'application/json' } });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}
