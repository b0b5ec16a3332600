import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { append, browser, reset, URL_ } from './browser.js';

/** Every view in a real browser, on the real handlers. */
let chromium;
let page;
/** What the page did that it must not do. */
let wrong;

before(async () => {
  chromium = await browser();
  await reset();
});
after(() => chromium.close());

beforeEach(async () => {
  page = await chromium.context.newPage();
  wrong = [];
  page.on('pageerror', (e) => wrong.push(`error: ${e.message}`));
  page.on('dialog', (dialog) => (wrong.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && wrong.push(message.text()));
  page.on('request', (request) => /^(https?|wss?):/.test(request.url()) && !request.url().startsWith(URL_) && wrong.push(`asked ${request.url()}`));
});
afterEach(async () => {
  await page.close();
  assert.deepEqual(wrong, []);
});

const open = (hash) => page.goto(`${URL_}/console/#/${hash}`);
const rows = () => page.locator('.list .event');
/** The first row is there; if not, what is. */
const shown = () =>
  rows()
    .first()
    .waitFor()
    .catch(async (e) => {
      throw new Error(`${e.message}\n${await page.locator('body').innerText()}`);
    });
const types = () => page.locator('.list .event .type').allInnerTexts();
const says = (text) => page.getByText(text).first().waitFor();
const press = (name) => page.getByRole('button', { name, exact: true }).first().click();
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const click = (name) => page.getByRole('link', { name }).first().click();

/** Nothing serious or worse. */
async function accessible(what) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map((node) => node.target).slice(0, 3)}: ${nodes[0].failureSummary}`),
    [],
  );
}

test('an empty store says so, and leads on', async () => {
  await open('live');
  await says('The store has no events yet');
  await accessible('live, empty');
  await open('streams');
  await says('The store has no streams yet');
  await open('event?id=nobody');
  await says('There is no such event');
  await open('nowhere');
  await says('There is no such view');
});

test('an event appended by the form comes back with every digit', async () => {
  await open('append');
  await page.getByLabel('Domain').fill('order');
  await page.getByLabel('Payload, as JSON').fill('{"a":1,"a":2}');
  await press('Append');
  await says('the key "a" is there twice');
  assert.equal(await page.getByLabel('Type').getAttribute('aria-invalid'), 'true');
  await accessible('append, with faults');

  await page.getByLabel('Identifier').fill('o-1');
  await page.getByLabel('Type').fill('placed');
  await page.getByLabel('Expected version').fill('0');
  await page.getByLabel('Payload, as JSON').fill('{"total": 123456789012345678901234567890.10, "none": null, "zero": 0}');
  await press('Append');
  await says('Position 1, version 1.');
  await press('Append');
  await says('It was appended before');
  await page.getByLabel('Type').fill('placed again');
  await press('Append');
  await says('The stream is not at the expected version');
  await page.getByText('The answer', { exact: true }).click();
  await says('"actual": 1');

  await open('stream?domain=order&identifier=o-1');
  await rows().first().click();
  await says('123456789012345678901234567890.10');
  await press('Raw');
  assert.equal(await page.locator('.json .row code').first().innerText(), '{"total":123456789012345678901234567890.10,"none":null,"zero":0}');
});

test('Live follows, pauses, and goes on without a gap', async () => {
  await open('live');
  await shown();
  await append([{ domain: 'tick', identifier: 'clock', type: 'first', payload: 1 }]);
  await page.locator('.event', { hasText: 'first' }).waitFor();
  await page.keyboard.press('p');
  await says('paused');
  await append([{ domain: 'tick', identifier: 'clock', type: 'second', payload: 2 }]);
  await append([{ domain: 'tick', identifier: 'clock', type: 'third', payload: 3 }]);
  await press('Follow');
  await page.locator('.event', { hasText: 'third' }).waitFor();
  assert.deepEqual(await types(), ['third', 'second', 'first', 'placed']);
  await says(/4 appends, 4 events/);
});

test('filters, jumps and permalinks', async () => {
  await append([
    { domain: 'tick', identifier: 'clock', type: 'fourth', payload: 4 },
    { domain: 'tock', type: 'odd', payload: 5 },
  ]);
  await open('live');
  await shown();
  await page.getByLabel('Domain').fill('tick');
  await page.getByLabel('Type', { exact: true }).fill('second');
  await press('Show');
  await page.waitForURL(/domain=tick&type=second/);
  await says('1 event held');
  assert.deepEqual(await types(), ['second']);
  await page.getByLabel('Type', { exact: true }).fill('fourth');
  await press('Show');
  await says('2 events held');
  assert.deepEqual(await types(), ['fourth', 'second']);
  await page.reload();
  await says('2 events held');
  await click('No longer only fourth');
  await says('1 event held');

  await open('live?at=3');
  await says('paused');
  assert.deepEqual(await types(), ['second', 'first', 'placed']);
  const when = await page.locator('.event time').first().getAttribute('datetime');
  await page.getByLabel('Jump to position or time').fill('soon');
  await press('Show');
  await says('a position (4711) or a time');
  await page.getByLabel('Jump to position or time').fill(when);
  await press('Show');
  await page.waitForURL(/at=20/);
  await says('3 events held');
  assert.equal((await types())[0], 'second');
});

test('a filter by tags shows events with all of them, and a tag of an event leads to it', async () => {
  await append([
    { domain: 'course', type: 'opened', payload: 1, tags: ['course:c1', 'a & b=1,#?'] },
    { domain: 'course', type: 'closed', payload: 2, tags: ['course:c1'] },
    { domain: 'course', type: 'opened', payload: 3, tags: ['course:c2'] },
  ]);
  await open('live');
  await shown();
  await page.getByLabel('Tag', { exact: true }).fill('course:c1');
  await press('Show');
  await says('2 events held');
  assert.deepEqual((await types()).map((each) => each.slice(0, 6)), ['closed', 'opened']);
  await append([{ domain: 'course', type: 'renamed', payload: 4, tags: ['course:c1'] }]);
  await says('3 events held');
  await page.getByLabel('Tag', { exact: true }).fill('a & b=1,#?');
  await press('Show');
  await says('1 event held');
  await page.reload();
  await says('1 event held');
  await accessible('live, by tags');
  await click('No longer only tagged course:c1');
  await says('1 event held');
  await rows().first().click();
  await click('course:c1');
  await says('3 events held');
});

test('a stream is walked page by page, and an event from neighbour to neighbour', async () => {
  await append(Array.from({ length: 450 }, (_, i) => ({ domain: 'long', identifier: 'l-1', type: 'counted', payload: i })));
  await open('stream?domain=long&identifier=l-1');
  await says('shown: 251 to 450');
  await click('Older');
  await says('shown: 51 to 250');
  await click('Older');
  await says('shown: 1 to 50');
  await click('Newest');
  await says('shown: 251 to 450');
  await page.getByLabel('Version').fill('7');
  await press('Show');
  await says('shown: 1 to 7');
  await rows().first().click();
  await press('Version 8 →');
  await page.waitForFunction(() => document.querySelector('.facts')?.textContent.includes('Version8'));
  await press('← Version 7');
  await page.waitForFunction(() => document.querySelector('.facts')?.textContent.includes('Version7'));
});

test('an event is copied as curl, as a sample event and as NDJSON', async () => {
  const { events } = await append('[{"domain":"it\'s","identifier":"a/b","type":"said","payload":{"n":1.50},"meta":{"m":1},"id":"id\'1","tags":["case:7"]}]');
  await open(`event?id=${encodeURIComponent(events[0].id)}`);
  await page.locator('.facts .tag', { hasText: 'case:7' }).waitFor();
  await press('Copy curl');
  await says('copied');
  const command = await clipboard();
  assert.equal(JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).id, "id'1");
  await press('Copy NDJSON');
  const line = await clipboard();
  assert.match(line, /"payload":\{"n":1\.50\},"meta":\{"m":1\}.*\}\n$/);
  await press('Copy sample event');
  const sample = JSON.parse(await clipboard());
  assert.equal(sample.rawQueryString, 'domain=it%27s&identifier=a%2Fb');
  assert.match(sample.body, /"payload":\{"n":1\.50\}/);
  assert.equal((await fetch(`${URL_}${sample.rawPath}?${sample.rawQueryString}`, { method: 'POST', headers: sample.headers, body: sample.body })).status, 201);
});

test('what others wrote is never HTML, and turns nothing around', async () => {
  const evil = '<img src=x onerror=alert(1)>\u202eevil';
  await append([{ domain: 'hostile', identifier: evil, type: '<script>alert(2)</script>', payload: { html: '<b onclick=alert(3)>x</b>', rtl: 'a\u202eb', link: 'javascript:alert(4)' }, correlationId: evil }]);
  const about = encodeURIComponent(evil);
  for (const view of ['live', `stream?domain=hostile&identifier=${about}`, 'streams?domain=hostile', `chain?id=${about}`]) {
    await open(view);
    await says(/<script>alert\(2\)|<img src=x onerror/);
  }
  await open('live?domain=hostile');
  await rows().first().click();
  await says('"<b onclick=alert(3)>x</b>"');
  await says('"a\\u202eb"');
  assert.equal(await page.locator('main img, main script, main b, a[href^="javascript"]').count(), 0);
  assert.doesNotMatch(await page.locator('body').innerText(), /\u202e/);
});

test('3 MB, 64 levels and one long text are shown with few elements', async () => {
  const large = JSON.stringify(Array.from({ length: 38_000 }, (_, i) => ({ i, name: `row number ${i}`, value: [i, i] })));
  let deep = '1';
  for (let i = 0; i < 63; i++) {
    deep = i % 2 ? `[${deep}]` : `{"d":${deep}}`;
  }
  await append(`[{"domain":"big","identifier":"rows","type":"imported","payload":${large}}]`);
  await append(`[{"domain":"big","identifier":"text","type":"scanned","payload":"${'x'.repeat(3_000_000)}"},{"domain":"big","identifier":"deep","type":"nested","payload":${deep}}]`);

  for (const [identifier, seen] of [['rows', '"row number 0"'], ['text', 'more'], ['deep', '"d"']]) {
    await open(`stream?domain=big&identifier=${identifier}`);
    await rows().first().click();
    await page.locator('.json .row', { hasText: seen }).first().waitFor();
    assert.ok((await page.locator('body *').count()) < 2_000, identifier);
    await page.locator('.json .list').first().evaluate((list) => list.scrollTo(0, list.scrollHeight));
    if (identifier === 'rows') {
      await page.locator('.json .row', { hasText: '"row number 37999"' }).waitFor();
    }
    if (identifier !== 'text') {
      await page.locator('.json .list').first().evaluate((list) => list.scrollTo(0, 0));
      await page.locator('.fold').first().click();
      await page.waitForFunction(() => document.querySelectorAll('.json .row').length === 1);
    }
  }
  await open('live?domain=big');
  await says('3 events held');
});

test('a chain is a picture of what caused what', async () => {
  const chain = (id, causationId, type) => ({ id, domain: 'chain', identifier: id, type, payload: {}, correlationId: 'c-1', causationId });
  await append([chain('a', undefined, 'asked'), chain('b', 'a', 'checked'), chain('c', 'b', 'answered'), chain('d', 'cmd-7', 'told')]);
  await open('chain?id=c-1');
  await page.getByRole('group', { name: /Causal tree of 4 events/ }).waitFor();
  assert.equal(await page.locator('.tree .cause').count(), 2);
  await page.getByRole('link', { name: /told in chain \/ d, .*caused by cmd-7 outside/ }).waitFor();
  await accessible('chain');
  await click(/answered in chain/);
  await says('Causation id');
  await page.locator('dd a[href="#/event?id=b"]').click();
  await page.getByRole('heading', { name: 'checked' }).waitFor();
});

test('streams are found by how they begin, with how many events they have', async () => {
  await append(Array.from({ length: 60 }, (_, i) => ({ domain: 'many', identifier: `s-${i}`, type: 'made', payload: i })));
  await open('streams?domain=many&prefix=s-5');
  await says('11 streams');
  await page.locator('.stream-row', { hasText: '1 event' }).first().waitFor();
  await accessible('streams');
  await page.getByLabel('Identifier begins with').fill('zzz');
  await press('Show');
  await says('No stream has such a name');
  await open('streams?prefix=lon');
  await page.locator('.stream-row', { hasText: '450 events' }).waitFor();
});

test('the store tells who it is, and is checked from here', async () => {
  const health = await (await fetch(`${URL_}/health`)).json();
  await open('store');
  await says(health.incarnation);
  await accessible('store');
  await press('Check it now');
  await says('Nothing was found: the store is sound.');
  await says(/streams/);
});

test('thousands of events go by in a bounded list, down to the first and up again', async () => {
  for (let i = 0; i < 5; i++) {
    await append(Array.from({ length: 1_000 }, (_, n) => ({ domain: 'load', identifier: `l-${n % 50}`, type: 'loaded', payload: i * 1_000 + n })));
  }
  await open('live?domain=load');
  await shown();
  const list = page.locator('.live .list');
  let most = 0;
  const held = async () => Number(/([\d,]+) events held/.exec(await page.getByRole('status').first().innerText())?.[1].replace(',', '') ?? 0);
  for (let i = 0; i < 60 && (await page.locator('.list .event', { hasText: 'l-0 v1' }).filter({ hasNotText: 'v1,' }).count()) === 0; i++) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForTimeout(100);
    most = Math.max(most, await held());
    assert.ok((await rows().count()) < 80);
  }
  assert.ok((await page.locator('.preview', { hasText: /^0$/ }).count()) === 1, 'the first event');
  assert.ok(most <= 4_000, `${most} events were held`);
  await press('Newest');
  await page.locator('.preview', { hasText: /^4999$/ }).waitFor();
});

test('everything is done with the keyboard', async () => {
  await open('live?domain=load');
  await shown();
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'domain');
  await rows().first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('k');
  assert.equal(await page.evaluate(() => document.activeElement.closest('[data-index]').dataset.index), '1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'loaded' }).waitFor();
  await page.keyboard.press('5');
  await page.waitForURL(/#\/store/);
  await page.keyboard.press('?');
  await says('pause or follow');
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await page.waitForURL(/#\/streams/);
});

for (const [status, body, words] of [
  [429, '{"message":"Too Many Requests"}', 'Too many requests'],
  [503, '{"type":"https://schemeless.github.io/event-store-aws/problems/throttled","title":"t","status":503,"detail":"asked for too much","retryable":true}', 'The store cannot answer just now'],
  [0, '', 'The store does not answer'],
]) {
  test(`${status || 'no answer'}: the view says so, asks again, and is well when the store is`, async () => {
    let refusing = true;
    await page.route(/\/(events|stream\/events)\?/, (route) => (!refusing ? route.continue() : status ? route.fulfill({ status, body }) : route.abort()));
    for (const view of ['live?domain=chain', 'stream?domain=chain&identifier=a']) {
      refusing = true;
      await open(view);
      await says(words);
      await says(/trying again/);
      await accessible(`${view} at ${status}`);
      refusing = false;
      await shown();
      assert.equal(await page.locator('.problem').count(), 0);
    }
  });
}

test('who is not known is led to sign in, and is then known by each request', async () => {
  const seen = [];
  await page.route(/\/health/, (route) => {
    const { authorization } = route.request().headers();
    seen.push(authorization);
    return authorization ? route.continue() : route.fulfill({ status: 403, body: '{"message":"Forbidden"}' });
  });
  await open('store');
  await says('The store does not know you');
  await page.locator('.problem').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('a bearer token').check();
  await page.getByRole('textbox', { name: 'Token' }).fill('t0ken');
  await accessible('sign in');
  await press('Use it');
  await page.getByRole('link', { name: 'Store', exact: true }).click();
  await page.locator('.facts .well').waitFor();
  assert.equal(seen.at(-1), 'Bearer t0ken');

  await click('Signed in');
  await page.getByLabel('AWS signatures').check();
  await page.getByLabel('Access key id').fill('AKIDEXAMPLE');
  await page.getByLabel('Secret access key').fill('secret');
  await page.getByLabel('Region').fill('eu-west-1');
  await press('Use it');
  await page.getByRole('link', { name: 'Store', exact: true }).click();
  await page.locator('.facts .well').waitFor();
  assert.match(seen.at(-1), /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d+\/eu-west-1\/execute-api\/aws4_request/);
});

test('the reference tries requests, and the pages of the problems are there', async () => {
  await page.goto(`${URL_}/docs`);
  await page.getByRole('heading', { name: 'Schemeless Event Store for AWS' }).waitFor();
  assert.match(await (await fetch(`${URL_}/openapi.yaml`)).text(), /^openapi: 3/);
  await page.goto(`${URL_}/problems/version-conflict`);
  await page.getByRole('heading', { name: 'The stream is not at the expected version' }).waitFor();
  await accessible('a problem');
  await page.getByRole('link', { name: 'Problems' }).click();
  await page.getByRole('link', { name: 'store-was-reset' }).click();
  await page.getByRole('heading', { name: /reset/ }).waitFor();
});

test('a phone shows every view without scrolling sideways, light and dark', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const view of ['live?domain=chain', 'stream?domain=chain&identifier=a', 'event?id=a', 'chain?id=c-1', 'streams?domain=chain', 'append', 'store', 'signin']) {
      await open(view);
      await page.locator('main h1').first().waitFor({ state: 'attached' });
      await page.waitForTimeout(150);
      assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, view);
      if (colorScheme === 'dark' || /^(live|event)/.test(view)) {
        await accessible(`${view}, ${colorScheme}`);
      }
    }
  }
});

test('a store that is emptied under a view says so, and the view starts anew', async () => {
  await open('live');
  await shown();
  await says('following');
  await reset();
  await says('The store was emptied or repaired');
  await accessible('live, emptied');
  await press('Start anew');
  await says('The store has no events yet');
  await append([{ domain: 'after', type: 'again', payload: null }]);
  await page.locator('.event', { hasText: 'again' }).waitFor();
});

test('the budget, as it is', async (t) => {
  const begun = Date.now();
  await open('live');
  await shown();
  const millis = Date.now() - begun;
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.endsWith('.js')));
  const sizes = await Promise.all(scripts.map(async (each) => gzipSync(Buffer.from(await (await fetch(each)).arrayBuffer())).length));
  t.diagnostic(`first view: ${sizes.reduce((sum, each) => sum + each, 0)} bytes of script compressed in ${scripts.length} file; the newest event shown after ${millis} ms`);
  assert.ok(scripts.length > 0);
});
