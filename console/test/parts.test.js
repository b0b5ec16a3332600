import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'vite';

/** What the console is made of, without a browser. */
let vite;
const part = (path) => vite.ssrLoadModule(`/src/${path}`);

before(async () => {
  vite = await createServer({ server: { middlewareMode: true, ws: false, hmr: false }, appType: 'custom', logLevel: 'error', optimizeDeps: { noDiscovery: true } });
});
after(() => vite.close());

test('an answer keeps payload and meta as they were written', async () => {
  const { parseExact, stringifyExact } = await part('json/exact.ts');
  const text = '{"events":[{"id":"a","payload":{"n":123456789012345678901234567890.10,"__proto__":{"x":1},"s":"\\\\\\"}"},"meta":[1.0],"sequence":7}],"next":"t","caughtUp":true}';

  const page = parseExact(text);

  assert.equal(page.events[0].payload.text, '{"n":123456789012345678901234567890.10,"__proto__":{"x":1},"s":"\\\\\\"}"}');
  assert.equal(page.events[0].sequence, 7);
  assert.equal(stringifyExact(page), text);
});

test('JSON is laid out line by line, and nothing of it changes', async () => {
  const { lay, pretty, visible } = await part('json/lines.ts');
  for (const text of ['0', '"a,b]"', '[]', '{}', '[1,2,{"a":[],"b":{"c":null}}]', '{"a" : [ 1 , {} ] }', '[[[1]]]']) {
    const lines = lay(text);

    assert.deepEqual(JSON.parse(pretty(lines)), JSON.parse(text), text);
    assert.equal(pretty(lines).split('\n').length, lines.count);
  }
  const lines = lay('{"a":[1,2],"b":3}');
  assert.deepEqual([...visible(lines, new Set([1]))], [0, 1, 5, 6]);
  assert.match(pretty(lay('[1.50e+10,123456789012345678901234567890]')), /1\.50e\+10,\n {2}123456789012345678901234567890/);
});

test('the form refuses what the store would refuse', async () => {
  const { complaint, nameComplaint } = await part('json/check.ts');
  assert.equal(complaint('{"a":{"b":[0,false,null,1e5]}}'), undefined);
  assert.match(complaint('{"a":1,"a":2}'), /twice/);
  assert.match(complaint('{a:1}'), /no JSON/);
  assert.match(complaint(''), /missing/);
  assert.equal(complaint('['.repeat(64) + ']'.repeat(64)), undefined);
  assert.match(complaint('['.repeat(65) + ']'.repeat(65)), /64 deep/);
  assert.match(complaint(`[${'1'.repeat(1_100)}]`), /digits/);
  assert.equal(nameComplaint('ü'.repeat(256)), undefined);
  assert.match(nameComplaint('ü'.repeat(257)), /514 bytes/);
  assert.match(nameComplaint('\ud800'), /half/);
});

test('appends and events are counted once, whichever way the log is read', async () => {
  const { Rate } = await part('store/rate.ts');
  const rate = new Rate();
  const at = (position, index, minute) => ({ position, index, recorded: new Date(minute * 60_000).toISOString() });

  [at(5, 0, 100), at(4, 1, 100), at(4, 0, 100), at(6, 0, 101), at(6, 1, 101), at(5, 0, 100), at(4, 1, 100)].forEach((each) => rate.add(each));

  assert.deepEqual(rate.upTo(102, 3), [
    { minute: 100, appends: 2, events: 3 },
    { minute: 101, appends: 1, events: 2 },
    { minute: 102, appends: 0, events: 0 },
  ]);
  for (let minute = 200; minute < 1_000; minute++) {
    rate.add(at(minute, 0, minute));
  }
  assert.equal(rate.oldest, 1_000 - Rate.KEPT);
});

test('a chain is a tree; causes in a circle or outside of it break nothing', async () => {
  const { treeOf } = await part('store/tree.ts');
  const event = (id, causationId) => ({ id, causationId, recorded: '2026-01-01T00:00:00Z' });

  const nodes = treeOf([event('a'), event('b', 'a'), event('c', 'elsewhere'), event('d', 'b'), event('e', 'a'), event('x', 'y'), event('y', 'x')]);

  assert.deepEqual(
    nodes.map(({ event: { id }, depth }) => `${id}${depth}`),
    ['a0', 'b1', 'd2', 'e1', 'c0', 'x0', 'y1'],
  );
});

test('what is copied for a shell is one word, whatever it holds', async () => {
  const { quoted } = await part('store/copies.ts');
  assert.equal(quoted("a'b $(x) `y` \\"), "'a'\\''b $(x) `y` \\'");
});

test('what cannot be seen is made to be seen', async () => {
  const { plain } = await part('json/plain.ts');
  assert.equal(plain('a\u202eb\u0000c\u200dd é😀 א'), 'a\\u202eb\\u0000c\\u200dd é😀 א');
});

test('temporary credentials are read as they are printed', async () => {
  const { pastedFrom } = await part('store/credentials.ts');
  const found = { key: 'ASIA1', secret: 'a/b+c=', session: 'tok==' };

  for (const text of [
    'export AWS_ACCESS_KEY_ID=ASIA1\nexport AWS_SECRET_ACCESS_KEY=a/b+c=\nexport AWS_SESSION_TOKEN=tok==\n',
    '[default]\naws_access_key_id = ASIA1\naws_secret_access_key = a/b+c=\naws_session_token = tok==',
    '$Env:AWS_ACCESS_KEY_ID="ASIA1"\n$Env:AWS_SECRET_ACCESS_KEY="a/b+c="\n$Env:AWS_SESSION_TOKEN="tok=="',
    '{"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"a/b+c=","SessionToken":"tok=="}',
  ]) {
    assert.deepEqual(pastedFrom(text), found);
  }
  assert.equal(pastedFrom('ASIA1'), undefined);
});
