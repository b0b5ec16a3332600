// @schemeless/event-store itself, unchanged, on a store of this kind.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { EventStoreClient } from '../src/index.js';
import { SchemelessRepo } from '../src/schemeless.js';
import { all, url } from './store.js';

const require = createRequire(import.meta.url);
const { createSnapshot, exportEventsToArray, importEventsFromArray, makeEventStore, parseSnapshot } = require('@schemeless/event-store');
const { ConcurrencyError } = require('@schemeless/event-store-types');

const client = new EventStoreClient({ url });
const repo = new SchemelessRepo(client, { ConcurrencyError, stage: 'local' });

/** An order, which has its stock reserved; both can be taken back. */
const Placed = {
  domain: 'order',
  type: 'placed',
  kind: 'simple',
  receive: (store) => store.receive(Placed),
  validate: async (event) => {
    if (event.payload.pieces < 1) {
      throw new Error('an order has pieces');
    }
  },
  createConsequentEvents: (event) => [{ domain: 'stock', type: 'reserved', payload: { pieces: event.payload.pieces } }],
  compensate: (event) => ({ domain: 'order', type: 'cancelled', payload: { of: event.payload.pieces } }),
};
const Reserved = {
  domain: 'stock',
  type: 'reserved',
  kind: 'simple',
  compensate: (event) => ({ domain: 'stock', type: 'released', payload: event.payload }),
};
const Cancelled = { domain: 'order', type: 'cancelled', kind: 'simple' };
const Released = { domain: 'stock', type: 'released', kind: 'simple' };

/** A counter, whose state is that of its stream. */
const Counted = {
  domain: 'counter',
  type: 'counted',
  kind: 'aggregate',
  aggregate: { initialState: 0, reducer: (state, event) => state + event.payload },
  apply: (event, state) => state + event.payload,
};

/** What it does beside, another event comes of. */
const Paid = {
  domain: 'order',
  type: 'paid',
  kind: 'simple',
  sideEffect: async (event) => [{ domain: 'mail', type: 'sent', payload: event.payload, identifier: event.identifier }],
};
const Sent = { domain: 'mail', type: 'sent', kind: 'simple' };
const flows = [Paid, Sent, Placed, Reserved, Cancelled, Released, Counted];

/** What an observer saw. */
function watching() {
  const seen = [];
  const filters = flows.map(({ domain, type }) => ({ domain, type }));
  return { seen, observers: [{ filters, priority: 1, apply: (event) => seen.push(event) }] };
}

const types = (events) => events.map((event) => event.type);

before(() => repo.resetStore());

test('what is received is stored with its consequences, in one append, and observed', async () => {
  const { seen, observers } = watching();
  const store = await makeEventStore(repo)(flows, observers);

  const [placed, reserved] = await store.receive(Placed)({ payload: { pieces: 3 }, identifier: 'o-1' });

  assert.equal(reserved.causationId, placed.id);
  assert.deepEqual(types(seen), ['placed', 'reserved']);
  const kept = await repo.getEventById(placed.id);
  assert.deepEqual(kept.payload, { pieces: 3 });
  assert.ok(kept.created instanceof Date);
  assert.equal(kept.created.getTime(), placed.created.getTime());
  assert.equal(kept.position, (await repo.getEventById(reserved.id)).position);
  await store.shutdown();
});

test('what is not valid stores nothing', async () => {
  const store = await makeEventStore(repo)(flows, []);
  const count = (await exportEventsToArray(repo)).length;

  await assert.rejects(store.submit(Placed, { payload: { pieces: 0 }, identifier: 'o-2' }), /an order has pieces/);

  assert.equal((await exportEventsToArray(repo)).length, count);
});

test('all of it is replayed in its order, and from an event on', async () => {
  const { seen, observers } = watching();
  const store = await makeEventStore(repo)(flows, observers);
  await store.submit(Placed, { payload: { pieces: 1 }, identifier: 'o-3' });
  const stored = await exportEventsToArray(repo, { pageSize: 1 });
  seen.length = 0;

  await store.replay();
  assert.deepEqual(seen.map((event) => event.id), stored.map((event) => event.id));

  seen.length = 0;
  await store.replay(stored[1].id);
  assert.deepEqual(seen.map((event) => event.id), stored.slice(2).map((event) => event.id));

  await assert.rejects(store.replay('nowhere'), /no event with the id nowhere/);
});

test('an event is reverted with all that it caused', async () => {
  const store = await makeEventStore(repo)(flows, []);
  const [placed, reserved] = await store.submit(Placed, { payload: { pieces: 5 }, identifier: 'o-4' });

  assert.deepEqual(await store.canRevert(placed.id), { canRevert: true });
  assert.equal((await store.canRevert(reserved.id)).canRevert, false);
  assert.equal((await store.previewRevert(placed.id)).totalEventCount, 2);
  await store.revert(placed.id);

  const chain = await all(client.correlation(placed.correlationId));
  assert.deepEqual(types(chain), ['placed', 'reserved', 'released', 'cancelled']);
});

test('what comes of a side effect is stored, too', async () => {
  const store = await makeEventStore(repo)(flows, []);
  await store.submit(Paid, { payload: { cents: 0 }, identifier: 'o-5' });
  await store.shutdown();

  const [sent] = await repo.getStreamEvents('mail', 'o-5');
  assert.deepEqual(sent.payload, { cents: 0 });
});

test('an aggregate is what its stream makes of it', async () => {
  const store = await makeEventStore(repo)(flows, []);
  for (const payload of [1, 2, 0]) {
    await store.submit(Counted, { payload, identifier: 'c-1' });
  }

  const { state, sequence } = await store.getAggregate('counter', 'c-1', Counted.aggregate.reducer, 0);

  assert.deepEqual([state, sequence, await repo.getStreamSequence('counter', 'c-1')], [3, 3, 3]);
  const late = await repo.getStreamEvents('counter', 'c-1', 2);
  assert.deepEqual(late.map((event) => [event.sequence, event.payload]), [[3, 0]]);
});

test('a stream that moved on is a ConcurrencyError, and nothing is stored', async () => {
  const event = (id) => ({ id, domain: 'counter', identifier: 'c-2', type: 'counted', payload: 1, created: new Date() });
  await repo.storeEvents([event('x-1')], { expectedSequence: 0 });

  await assert.rejects(repo.storeEvents([event('x-2')], { expectedSequence: 0 }), (error) => {
    assert.ok(error instanceof ConcurrencyError);
    assert.deepEqual([error.streamKey, error.expectedSequence, error.actualSequence], ['counter::c-2', 0, 1]);
    return true;
  });
  assert.equal(await repo.getEventById('x-2'), null);
});

test('more events than an append takes go one part after the other', async () => {
  const events = Array.from({ length: 250 }, (_, i) => ({
    id: `many-${i}`,
    domain: 'counter',
    identifier: 'c-3',
    type: 'counted',
    payload: i,
    created: new Date(),
  }));

  await repo.storeEvents(events, { expectedSequence: 0 });

  const kept = await repo.getStreamEvents('counter', 'c-3');
  assert.deepEqual(kept.map((event) => event.payload), events.map((event) => event.payload));
});

test('nothing to store is nothing to do', async () => {
  await repo.storeEvents([]);
});

test('a snapshot is taken and put back, into an empty store', async () => {
  const events = await exportEventsToArray(repo);
  const json = JSON.stringify(createSnapshot(events));

  await importEventsFromArray(repo, parseSnapshot(json).events, { replace: true });

  const again = await exportEventsToArray(repo);
  const same = ({ id, domain, identifier, type, payload, meta, created, sequence }) => ({ id, domain, identifier, type, payload, meta, created, sequence });
  assert.ok(again.length > 250);
  assert.deepEqual(again.map(same), events.map(same));
});

test('a reset needs the name of the stage', async () => {
  await assert.rejects(new SchemelessRepo(client).resetStore(), /option stage/);
});
