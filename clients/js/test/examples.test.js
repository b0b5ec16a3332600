import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decide, evolve, handle, initial } from '../examples/decider.js';
import { EventStoreClient } from '../src/index.js';
import { all, before, newDomain, url } from './store.js';

/** Of the permit log's 8,577, so that the test is short. */
const EVENTS = 2_500;

const store = new EventStoreClient({ url });
const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs the projection, and kills it at one of its requests or soon after, or never; says how it ended. */
async function project(folder, killAt) {
  const proxy = await before((count) => {
    if (count + 1 === killAt) {
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 15);
      return killAt % 2 === 1 ? 'lose' : 'pass';
    }
    return 'pass';
  });
  const child = spawn(process.execPath, [
    file('../examples/cases-by-status.js'), proxy.url, join(folder, 'status.json'), join(folder, 'status.svg'),
  ]);
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const [code, signal] = await once(child, 'close');
  proxy.close();
  return { code, signal, output };
}

test('the projection that is killed again and again has the totals of the log', async () => {
  await store.reset('local');
  const log = gunzipSync(readFileSync(file('../../../events-samples/permit-log.ndjson.gz')))
    .toString()
    .trim()
    .split('\n')
    .slice(0, EVENTS)
    .map((line) => JSON.parse(line));
  for (let i = 0; i < log.length; i += 100) {
    await store.append(log.slice(i, i + 100));
  }
  const folder = mkdtempSync(join(tmpdir(), 'projection-'));

  let kills = 0;
  let ended = await project(folder, 1);
  for (let at = 2; ended.signal === 'SIGKILL'; at++) {
    kills++;
    ended = await project(folder, at);
  }

  assert.equal(ended.code, 0, ended.output);
  assert.ok(kills > 0, 'it was killed at least once');
  const last = new Map(log.map((event) => [event.identifier, event.type]));
  const expected = new Map();
  last.forEach((type) => expected.set(type, (expected.get(type) ?? 0) + 1));
  const printed = new Map(
    ended.output.trim().split('\n').map((line) => [line.trim().slice(line.trim().indexOf(' ') + 1), parseInt(line, 10)]),
  );
  assert.deepEqual([...printed].sort(), [...expected].sort());
  const state = JSON.parse(readFileSync(join(folder, 'status.json'), 'utf8'));
  assert.equal(state.events, log.length);
  assert.match(readFileSync(join(folder, 'status.svg'), 'utf8'), /^<svg [^]*T10 Determine necessity to stop indication[^]*<\/svg>\n$/);
});

test('the projection says that the store was emptied under it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'projection-'));
  await project(folder);
  await store.reset('local');

  const ended = await project(folder);

  assert.equal(ended.code, 1);
  assert.match(ended.output, /The store was emptied: delete .*status\.json and start anew/);
});

test('what is decided follows from what happened', () => {
  const state = ['received', 'checked', 'checked'].map((type) => ({ type })).reduce(evolve, initial);

  assert.deepEqual(decide(state, { name: 'grant', by: 'a' }), [{ type: 'granted', payload: { by: 'a' } }]);
  assert.deepEqual(decide(evolve(state, { type: 'granted' }), { name: 'grant', by: 'b' }), []);
  assert.throws(() => decide(initial, { name: 'grant', by: 'a' }), /two checks/);
  assert.throws(() => decide(initial, { name: 'check', by: 'a' }), /under way/);
});

test('of many who decide at once each decides on what is there', async () => {
  const stream = { domain: newDomain(), identifier: 'case-1' };
  const names = ['anna', 'ben', 'cleo', 'dan', 'eva', 'finn'];

  await Promise.all(names.map((by) => handle(store, stream, { name: 'receive', by })));
  await Promise.all(names.map((by) => handle(store, stream, { name: 'check', by })));
  await Promise.all(names.map((by) => handle(store, stream, { name: 'grant', by })));

  const events = await all(store.stream(stream));
  assert.deepEqual(
    events.map((event) => event.type),
    ['received', ...names.map(() => 'checked'), 'granted'],
  );
  assert.equal(new Set(events.filter((event) => event.type === 'checked').map((event) => event.payload.by)).size, names.length);
  await assert.rejects(handle(store, stream, { name: 'check', by: 'late' }), /under way/);
});

test('the tutorial shows the code that runs', () => {
  const tutorial = readFileSync(file('../../../docs/tutorial/projection-in-javascript.md'), 'utf8');
  const code = ['cases-by-status.js', 'decider.js'].map((name) => readFileSync(file(`../examples/${name}`), 'utf8')).join('\n');
  const flat = (text) => text.replace(/\s+/g, ' ').trim();
  const shown = [...tutorial.matchAll(/```js\n([^]*?)```/g)].map(([, block]) => block).filter((block) => !block.includes('follow'));

  assert.equal(shown.length, 3);
  shown.forEach((block) => assert.ok(flat(code).includes(flat(block)), block));
});
