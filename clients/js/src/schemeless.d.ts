import type { EventStoreClient } from './index.js';

/** An event of `@schemeless/event-store`. */
export interface SchemelessEvent {
  id?: string;
  domain: string;
  identifier?: string;
  type: string;
  payload: any;
  meta?: any;
  correlationId?: string;
  causationId?: string;
  created?: Date | string;
  sequence?: number;
}

export interface StoredSchemelessEvent extends SchemelessEvent {
  id: string;
  created: Date;
  sequence: number;
}

export interface SchemelessRepoOptions {
  /** The class of `@schemeless/event-store-types`, so that `instanceof` holds where it is used. */
  ConcurrencyError?: new (streamKey: string, expected: number, actual: number) => Error;
  /** The name of the stage, for `resetStore`. */
  stage?: string;
}

export declare class ConcurrencyError extends Error {
  constructor(streamKey: string, expectedSequence: number, actualSequence: number);
  readonly streamKey: string;
  readonly expectedSequence: number;
  readonly actualSequence: number;
}

/**
 * The repository that `makeEventStore` of `@schemeless/event-store` takes. Up to 100 events and about a megabyte
 * are stored all or none; more go in parts, one after the other.
 */
export declare class SchemelessRepo {
  constructor(client: EventStoreClient, options?: SchemelessRepoOptions);
  readonly capabilities: { aggregate: true };
  init(): Promise<void>;
  storeEvents(events: SchemelessEvent[], options?: { expectedSequence?: number }): Promise<void>;
  /** All events in the store's one order; with an id those after it, which is found by reading from the beginning. */
  getAllEvents(pageSize?: number, startFromId?: string): Promise<AsyncIterableIterator<StoredSchemelessEvent[]>>;
  resetStore(): Promise<void>;
  getEventById(id: string): Promise<StoredSchemelessEvent | null>;
  /** Those of the event's chain: events that share its correlation id, or have its id as theirs. */
  findByCausationId(causationId: string): Promise<StoredSchemelessEvent[]>;
  getStreamEvents(domain: string, identifier: string, fromSequence?: number): Promise<StoredSchemelessEvent[]>;
  getStreamSequence(domain: string, identifier: string): Promise<number>;
}
