import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsV4Signer } from 'aws4fetch';
import { parse, stringify } from 'lossless-json';
import { ConditionFailed, EventStoreClient, EventStoreProblem, NoAnswer, VersionConflict } from '../src/index.js';
import { all, before, newDomain, url } from './store.js';

const store = new EventStoreClient({ url });

/** What API Gateway says when there are too many. */
const BUSY = { status: 503, headers: { 'retry-after': '0' }, body: '{"message":"Service Unavailable"}' };

test('what is appended is replayed, in its order, and stays what it was', async () => {
  const domain = newDomain();
  const payloads = [0, false, null, '', [], { deep: [{ a: 'ä\u{1F600}' }] }];
  const appended = await store.append(payloads.map((payload) => ({ domain, identifier: 'a', type: 't', payload })));

  const events = await all(store.replay({ domain, limit: 4 }));

  assert.deepEqual(events.map((event) => event.payload), payloads);
  assert.deepEqual(events.map((event) => event.id), appended.events.map((event) => event.id));
  assert.deepEqual(events.map((event) => event.sequence), [1, 2, 3, 4, 5, 6]);
});

test('numbers keep every digit where the parser does', async () => {
  const exact = new EventStoreClient({ url, parse, stringify });
  const domain = newDomain();
  const text = '{"n":123456789012345678901234567890.10}';
  await exact.append([{ domain, type: 't', payload: parse(text) }]);

  const [event] = await all(exact.replay({ domain }));

  assert.equal(stringify(event.payload), text);
});

test('a stream is appended to under the version that is expected of it', async () => {
  const stream = { domain: newDomain(), identifier: 'a' };
  const event = { type: 't', payload: {} };
  await store.appendToStream(stream, [event, event], { expectedVersion: 0 });

  await assert.rejects(store.appendToStream(stream, [event], { expectedVersion: 1 }), (error) => {
    assert.ok(error instanceof VersionConflict);
    assert.ok(error instanceof EventStoreProblem);
    assert.deepEqual([error.expected, error.actual, error.retryable], [1, 2, false]);
    assert.deepEqual(error.stream, stream);
    return true;
  });
  assert.throws(() => store.appendToStream(stream, [event], { expectedVersion: -1 }), RangeError);
  await store.append([{ ...stream, ...event }], { expected: [{ ...stream, sequence: 2 }] });
  await assert.rejects(store.append([{ ...stream, ...event }], { expected: [{ ...stream, sequence: 2 }] }), VersionConflict);

  assert.equal(await store.version(stream), 3);
  assert.equal(await store.version({ domain: newDomain() }), 0);
});

test('names hold any characters', async () => {
  const domain = newDomain();
  const identifiers = ['..', 'a/b?c#d&e=f', "ü 💥 +%2F'!()*", 'nul'];
  for (const identifier of identifiers) {
    await store.appendToStream({ domain, identifier }, [{ type: 't', payload: identifier, id: domain + identifier }]);
  }
  await store.appendToStream({ domain }, [{ type: 't', payload: 'none' }]);

  for (const identifier of identifiers) {
    const events = await all(store.stream({ domain, identifier }));
    assert.deepEqual(events.map((event) => event.payload), [identifier]);
    assert.equal((await store.event(domain + identifier)).identifier, identifier);
  }
  const streams = await all(store.streams({ domain, limit: 2 }));
  assert.deepEqual(streams.map((stream) => stream.identifier).sort(), [...identifiers, undefined].sort());
});

test('a stream is read forward and backward over many pages', async () => {
  const stream = { domain: newDomain(), identifier: 'a' };
  await store.appendToStream(stream, Array.from({ length: 7 }, (_, i) => ({ type: 't', payload: i })));

  const forward = await all(store.stream(stream, { limit: 2 }));
  const backward = await all(store.stream(stream, { limit: 3, direction: 'backward', from: 5 }));

  assert.deepEqual(forward.map((event) => event.payload), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(backward.map((event) => event.payload), [4, 3, 2, 1, 0]);
});

test('types filter a replay, and an event that there is not is none', async () => {
  const domain = newDomain();
  await store.append(['a', 'b', 'c'].map((type) => ({ domain, type, payload: type })));

  const events = await all(store.replay({ domain, types: ['c', 'a'] }));

  assert.deepEqual(events.map((event) => event.type), ['a', 'c']);
  assert.equal(await store.event(`${domain} none`), undefined);
});

test('a replay starts at a position, a time, an event or before the end, and goes on from its token', async () => {
  const domain = newDomain();
  const ids = [];
  const positions = [];
  for (let i = 1; i <= 3; i++) {
    const appended = await store.append([{ domain, type: 't', payload: i }]);
    ids.push(appended.events[0].id);
    positions.push(appended.position);
  }
  const payloads = async (options) => (await all(store.replay({ domain, limit: 1, ...options }))).map((event) => event.payload);
  const recorded = (await store.event(ids[2])).recorded;

  assert.deepEqual(await payloads({ from: positions[1] }), [2, 3]);
  assert.deepEqual(await payloads({ afterEvent: ids[0] }), [2, 3]);
  assert.deepEqual((await payloads({ since: new Date(recorded) })).at(-1), 3);
  assert.deepEqual(await payloads({ since: '2999-01-01T00:00:00Z' }), []);
  assert.deepEqual(await payloads({ last: 0 }), []);
  const page = await store.page({ last: 0 });
  assert.equal(page.position, positions[2] + 1);
  assert.deepEqual(await payloads({ after: (await store.page({ domain, limit: 2 })).next, from: 1 }), [3]);
  await assert.rejects(payloads({ afterEvent: 'nowhere' }), (error) => error.code === 'event-not-found');
  await assert.rejects(payloads({ from: 1, last: 1 }), (error) => error.code === 'invalid-parameter');
});

test('a query of several items brings what any of them wants, and is a read', async () => {
  const domain = newDomain();
  const [red, blue] = [`${domain}:red, a&b=c`, `${domain}:blue`];
  await store.append([
    { domain, type: 'one', payload: 1, tags: [red] },
    { domain, type: 'two', payload: 2, tags: [blue] },
    { domain, type: 'two', payload: 3, tags: [blue, red] },
    { domain, type: 'three', payload: 4 },
  ]);
  const items = [{ tags: [red] }, { types: ['two'], tags: [blue] }];

  const pages = await all(store.pages({ items, limit: 2 }));
  assert.deepEqual(pages.flatMap((each) => each.events.map((event) => event.payload)), [1, 2, 3]);
  assert.deepEqual(pages[0].events[0].tags, [red]);
  assert.deepEqual((await all(store.replay({ tags: [red, blue] }))).map((event) => event.payload), [3]);
  assert.throws(() => store.page({ items, domain }), TypeError);

  const condition = { failIfEventsMatch: items, after: pages.at(-1).next };
  const event = { domain, type: 'two', payload: 5, tags: [blue] };
  await store.append([event], { condition });
  await assert.rejects(store.append([event], { condition }), ConditionFailed);
});

test('a name is taken once, whoever asks for it at the same time', async () => {
  const domain = newDomain();
  const tag = `name:${domain} ä&b`;
  const condition = { failIfEventsMatch: [{ types: ['registered'], tags: [tag] }] };
  const register = (identifier) =>
    store.append([{ domain, identifier, type: 'registered', payload: identifier, tags: [tag] }], { condition });

  const ends = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(register));

  const refused = ends.filter((end) => end.status === 'rejected').map((end) => end.reason);
  assert.equal(refused.length, 4);
  const [event, ...others] = await all(store.replay({ tags: [tag] }));
  assert.deepEqual(others, []);
  assert.deepEqual(event.tags, [tag]);
  refused.forEach((error) => {
    assert.ok(error instanceof ConditionFailed, error);
    assert.deepEqual(error.matched, [{ position: event.position, index: event.index, id: event.id }]);
  });
  // Who has seen it may go on behind it.
  const { next } = await store.page({ tags: [tag] });
  await store.append([{ domain, type: 'registered', payload: 'more', tags: [tag] }], { condition: { ...condition, after: next } });
});

test('a chain is read by its correlation id', async () => {
  const domain = newDomain();
  await store.append([1, 2, 3].map((payload) => ({ domain, type: 't', payload, correlationId: domain })));
  await store.append([{ domain, type: 't', payload: 4 }]);

  const events = await all(store.correlation(domain, { limit: 2 }));

  assert.deepEqual(events.map((event) => event.payload), [1, 2, 3]);
});

test('who follows sees what is there and what comes, until the signal', async () => {
  const domain = newDomain();
  const stop = new AbortController();
  const seen = [];
  await store.append([{ domain, type: 't', payload: 1 }]);
  const following = (async () => {
    for await (const page of store.follow({ domain, wait: 5, signal: stop.signal })) {
      seen.push(...page.events.map((event) => event.payload));
      if (seen.length === 1) {
        await store.append([{ domain, type: 't', payload: 2 }, { domain, type: 't', payload: 3 }]);
      } else if (seen.length === 3) {
        stop.abort(new Error('enough'));
      }
    }
  })();

  await assert.rejects(following, /enough/);
  assert.deepEqual(seen, [1, 2, 3]);
});

test('an append whose answer was lost is sent again, and made once', async () => {
  const proxy = await before((count) => (count === 0 ? 'lose' : 'pass'));
  try {
    const domain = newDomain();
    const client = new EventStoreClient({ url: proxy.url });

    const appended = await client.append([{ domain, type: 't', payload: 1 }]);

    assert.equal(appended.repeated, true);
    assert.equal((await all(store.replay({ domain }))).length, 1);
    assert.equal(proxy.seen.length, 2);
    assert.equal(proxy.seen[0].headers['idempotency-key'], proxy.seen[1].headers['idempotency-key']);
  } finally {
    proxy.close();
  }
});

test('what passes is tried again, as often as was said, and what does not is not', async () => {
  const proxy = await before(() => BUSY);
  try {
    const client = new EventStoreClient({ url: proxy.url, attempts: 3 });
    await assert.rejects(client.health(), (error) => {
      assert.deepEqual([error.status, error.code, error.retryable], [503, '', true]);
      return true;
    });
    assert.equal(proxy.seen.length, 3);
  } finally {
    proxy.close();
  }
  const once = await before(() => 'pass');
  try {
    const client = new EventStoreClient({ url: once.url });
    await assert.rejects(client.append([]), (error) => error.status === 422 || error.status === 400);
    await assert.rejects(client.page({ after: 'nonsense' }), (error) => error.code === 'token-rejected');
    assert.equal(once.seen.length, 2);
  } finally {
    once.close();
  }
});

test('nobody there is no answer', async () => {
  const proxy = await before(() => 'pass');
  proxy.close();

  const client = new EventStoreClient({ url: proxy.url, attempts: 2 });

  await assert.rejects(client.health(), NoAnswer);
});

test('each try is signed anew, as AWS wants it', async () => {
  const proxy = await before((count) => (count === 0 ? BUSY : 'pass'));
  try {
    let signed = 0;
    const client = new EventStoreClient({
      url: proxy.url,
      headers: () => ({ 'x-team': 'permits' }),
      sign: async (request) => {
        signed++;
        const signer = new AwsV4Signer({
          ...request,
          service: 'execute-api',
          region: 'eu-central-1',
          accessKeyId: 'key',
          secretAccessKey: 'secret',
        });
        return (await signer.sign()).headers;
      },
    });

    await client.page({ limit: 1, types: ['b', 'a'], domain: 'x y' });

    assert.equal(signed, 2);
    assert.equal(proxy.seen[1].url, '/events?domain=x%20y&limit=1&type=a&type=b');
    assert.match(proxy.seen[1].headers.authorization, /^AWS4-HMAC-SHA256 Credential=key\/.*execute-api/);
    assert.equal(proxy.seen[1].headers['x-team'], 'permits');
  } finally {
    proxy.close();
  }
});

test('a time-out and a signal end a call', async () => {
  const proxy = await before(() => 'pass');
  try {
    const slow = new EventStoreClient({ url: proxy.url, attempts: 1, timeout: 1, fetch: never });
    await assert.rejects(slow.health(), NoAnswer);
    const signal = AbortSignal.abort(new Error('not now'));
    await assert.rejects(store.health({ signal }), /not now/);
  } finally {
    proxy.close();
  }
});

test('options that make no sense are refused', () => {
  assert.throws(() => new EventStoreClient({ url, attempts: 0 }), RangeError);
  assert.throws(() => new EventStoreClient({ url, timeout: 0 }), RangeError);
});

/** A fetch that only its signal ends. */
function never(_, { signal }) {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
