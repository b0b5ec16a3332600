import type { components } from './openapi.js';

type Schemas = components['schemas'];

/** An event as the store gives it. */
export type Event = Schemas['Event'];
export type NewEvent = Schemas['NewEvent'];
export type NewEventOfStream = Schemas['NewEventOfStream'];
export type Appended = Schemas['Appended'];
export type EventPage = Schemas['EventPage'];
export type StreamPage = Schemas['StreamPage'];
export type StreamEntry = Schemas['StreamList']['streams'][number];
export type Health = Schemas['Health'];
export type ResetState = Schemas['ResetState'];
export type Problem = Schemas['Problem'];
/** Events of one of the types that have all of the tags. */
export type QueryItem = Schemas['QueryItem'];
/** That no event which one of the items wants lies behind a place. */
export type Condition = NonNullable<Schemas['Append']['condition']>;
export type ExpectedVersion = NonNullable<Schemas['Append']['expected']>[number];

/** A stream's name. Any characters; the stream of a domain's events without an identifier has none. */
export interface StreamName {
  domain: string;
  identifier?: string | null;
}

/** A request as it is about to be sent. */
export interface OutgoingRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface EventStoreOptions {
  /** The address of the API, such as `http://localhost:8787`; with any stage or mapping behind the host. */
  url: string | URL;
  /** Sent with each request, such as a bearer token; a function is asked for each. */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
  /** Signs a request, by AWS's Signature Version 4 say, and returns all its headers. Called for each try. */
  sign?: (request: OutgoingRequest) => HeadersInit | Promise<HeadersInit>;
  /** How often a request is sent that may succeed later; 6 without it. */
  attempts?: number;
  /** Milliseconds for each try; 30,000 without it. */
  timeout?: number;
  /** In place of the global one. */
  fetch?: typeof fetch;
  /** In place of `JSON.parse`, which rounds numbers beyond 2^53: the store gives every digit back. */
  parse?: (text: string) => any;
  /** In place of `JSON.stringify`. */
  stringify?: (value: unknown) => string | undefined;
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface AppendOptions extends CallOptions {
  /** Versions that streams must have; 0 is a stream without events. */
  expected?: ExpectedVersion[];
  /** What must not have happened since the place that `after` tells: the `next` of any page. */
  condition?: Condition;
  /** Makes a repeat answer as the first time, for 7 days. Without one each call has its own, so its tries are made once. */
  idempotencyKey?: string;
}

export interface StreamAppendOptions extends CallOptions {
  /** The version that the stream must have; 0 is a stream without events. */
  expectedVersion?: number;
  idempotencyKey?: string;
}

/** Where a replay starts that has no token; one of these at most, and without any the beginning. */
export interface StartOptions {
  /** At a position, exactly; one that the log has not reached is waited for. */
  from?: number;
  /** With what was recorded at a time or later; some of the minute before may come first. */
  since?: Date | string;
  /** Behind the event with this id. If there is none, a problem with the code `event-not-found`. */
  afterEvent?: string;
  /** With `afterEvent`: of a CloudEvent, whose id its source belongs to. */
  source?: string;
  /** So many positions before the end; 0 is what comes from now on. */
  last?: number;
}

export interface ReplayOptions extends CallOptions, StartOptions {
  /** `next` of an earlier page, before which all is known: it stands before any other start. */
  after?: string;
  /** Events a page at most, 1 to 10,000; 1,000 without it. */
  limit?: number;
  domain?: string;
  types?: string[];
  /** Only events with all of these tags; an index answers. */
  tags?: string[];
  /** Only events that any of these wants, in place of domain, types and tags. */
  items?: QueryItem[];
}

export interface FollowOptions extends ReplayOptions {
  /** Seconds that the store waits for an event, 0 to 20; 20 without it. */
  wait?: number;
}

export type PageOptions = FollowOptions;

export interface StreamPageOptions extends CallOptions {
  /** The sequence to start at; without it the first, or backward the newest. */
  from?: number;
  limit?: number;
  direction?: 'forward' | 'backward';
}

export interface StreamsOptions extends CallOptions {
  domain?: string;
  after?: string;
  /** Streams a page at most, 1 to 1,000. */
  limit?: number;
}

export interface EventOptions extends CallOptions {
  /** Of a CloudEvent, whose id its source belongs to. */
  source?: string;
}

export interface ChainOptions extends CallOptions {
  after?: string;
  limit?: number;
}

export declare class EventStoreClient {
  constructor(options: EventStoreOptions);

  /** Appends events of any streams, all of them or none. */
  append(events: NewEvent[], options?: AppendOptions): Promise<Appended>;

  /** Appends events to one stream, all of them or none. */
  appendToStream(stream: StreamName, events: NewEventOfStream[], options?: StreamAppendOptions): Promise<Appended>;

  /** One page of the log. Keep `next`: it never expires, and is where to go on also at the end. */
  page(options?: PageOptions): Promise<EventPage>;

  /** All pages up to the end, in the store's one order. */
  pages(options?: ReplayOptions): AsyncGenerator<EventPage, void>;

  /** All events up to the end. Who must go on later takes `pages`, whose `next` is the place. */
  replay(options?: ReplayOptions): AsyncGenerator<Event, void>;

  /** Pages with events for ever: what is there, then what comes. Ends when `signal` is aborted, by its reason. */
  follow(options?: FollowOptions): AsyncGenerator<EventPage, void>;

  streamPage(stream: StreamName, options?: StreamPageOptions): Promise<StreamPage>;

  /** All events of a stream. */
  stream(stream: StreamName, options?: StreamPageOptions): AsyncGenerator<Event, void>;

  /** A stream's version: how many events it has. */
  version(stream: StreamName, options?: CallOptions): Promise<number>;

  /** All streams, by identifier within a domain. */
  streams(options?: StreamsOptions): AsyncGenerator<StreamEntry, void>;

  /** The event with an id; undefined if there is none. */
  event(id: string, options?: EventOptions): Promise<Event | undefined>;

  /** All events with a correlation id, in the store's order. */
  correlation(id: string, options?: ChainOptions): AsyncGenerator<Event, void>;

  health(options?: CallOptions): Promise<Health>;

  /** Empties a store whose stage allows it. */
  reset(stage: string, options?: CallOptions): Promise<ResetState>;
}

/** An answer of the store that is no success. */
export declare class EventStoreProblem extends Error {
  readonly status: number;
  /** The last part of the problem's `type`, such as `store-was-reset`; '' where another server answered. */
  readonly code: string;
  readonly retryable: boolean;
  /** The whole document. */
  readonly problem: Record<string, any>;
}

/** A stream is not at the version that was expected of it; nothing was appended. */
export declare class VersionConflict extends EventStoreProblem {
  readonly stream: { domain: string; identifier?: string };
  readonly expected: number;
  readonly actual: number;
}

/** An event that the condition rules out is in the log; nothing was appended. */
export declare class ConditionFailed extends EventStoreProblem {
  /** The first few of those events. */
  readonly matched: { position: number; index: number; id: string }[];
}

/** No answer came. What was asked may have happened. */
export declare class NoAnswer extends Error {
  readonly retryable: true;
}
