import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { append, browser, reset, URL_ } from '../browser.js';
import { site } from './site.js';

/** The console from another origin than the API, as the stack hosts it. */
const { CONSOLE_BUILT, CONSOLE_PORT } = process.env;
let chromium;
let hosted;
let page;
let blocked;
const told = { api: `${URL_}/`, sandbox: true, stage: 'local', signIn: 'bearer', region: 'eu-west-1' };

before(async () => {
  chromium = await browser();
  // Other ports of this machine are what other APIs of the region are there.
  hosted = await site({ built: CONSOLE_BUILT, port: CONSOLE_PORT, api: 'http://127.0.0.1:*', told });
  await reset();
});
after(async () => {
  await chromium.close();
  hosted.close();
});

beforeEach(async () => {
  page = await chromium.context.newPage();
  blocked = [];
  page.on('console', (message) => /Content Security Policy|CORS/.test(message.text()) && blocked.push(message.text()));
});
afterEach(() => page.close());

const says = (text) => page.getByText(text).first().waitFor();

async function signedIn(view) {
  await page.goto(`${hosted.url}/console/#/${view}`);
  await page.getByRole('textbox', { name: 'Token' }).fill('t0ken');
  await page.getByRole('button', { name: 'Use it' }).click();
}

test('it signs in, shows the store and appends, across origins', async () => {
  const asked = [];
  page.on('request', (request) => request.url().startsWith(URL_) && asked.push([request.method(), request.headers().authorization]));
  await append([{ domain: 'far', identifier: 'f-1', type: 'seen', payload: 1 }]);
  await page.goto(hosted.url);
  await says('How the store knows you');
  assert.equal(asked.length, 0, 'nothing is asked before');
  await page.getByRole('textbox', { name: 'Token' }).fill('t0ken');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.locator('.event', { hasText: 'seen' }).waitFor();
  // The entity tag of a HEAD, which only an exposed header tells.
  await page.goto(`${hosted.url}/console/#/streams?domain=far`);
  await page.locator('.stream-row', { hasText: '1 event' }).waitFor();
  await page.getByRole('link', { name: 'Append', exact: true }).click();
  await page.getByLabel('Domain').fill('far');
  await page.getByLabel('Type').fill('written');
  await page.getByLabel('Expected version').fill('0');
  await page.getByRole('button', { name: 'Append', exact: true }).click();
  await says('Position 2, version 1.');
  assert.ok(asked.every(([, authorization]) => authorization === 'Bearer t0ken'), JSON.stringify(asked));
  assert.deepEqual([...new Set(asked.map(([method]) => method))].sort(), ['GET', 'HEAD', 'POST']);
  assert.deepEqual(blocked, []);
});

test('signatures of pasted credentials cross origins, and who came by an address stays there', async () => {
  const seen = [];
  await page.route(`${hosted.url}/console/config.json`, (route) => route.fulfill({ json: { ...told, signIn: 'aws' } }));
  page.on('request', (request) => request.url().startsWith(URL_) && seen.push(request.headers()));
  await page.goto(`${hosted.url}/console/#/store`);
  await page.evaluate(() => navigator.clipboard.writeText('export AWS_ACCESS_KEY_ID=ASIAEXAMPLE\nexport AWS_SECRET_ACCESS_KEY=s/ec+ret\nexport AWS_SESSION_TOKEN=sess=\n'));
  await page.getByLabel('Access key id').focus();
  await page.keyboard.press('Control+V');
  assert.equal(await page.getByLabel('Secret access key').inputValue(), 's/ec+ret');
  assert.equal(await page.getByLabel('Region').inputValue(), 'eu-west-1');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.locator('.facts .well').waitFor();
  assert.match(page.url(), /#\/store$/);
  assert.match(seen.at(-1).authorization, /^AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE\/\d+\/eu-west-1\/execute-api\/aws4_request/);
  assert.equal(seen.at(-1)['x-amz-security-token'], 'sess=');
  assert.deepEqual(blocked, []);
});

test('a refusal of the gateway is read across origins, and leads to sign in', async () => {
  await page.route(`${URL_}/health`, (route) => route.fulfill({ status: 401, headers: { 'access-control-allow-origin': hosted.url }, body: '{"message":"Unauthorized"}' }));
  await signedIn('store');
  await says('The store does not know you');
});

test('no page of it asks another API, though the headers would let it', async () => {
  const other = await site({ built: CONSOLE_BUILT, port: 0, api: '', told });
  try {
    for (const path of ['/console/', '/docs/']) {
      await page.goto(hosted.url + path);
      assert.equal(await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(() => 'asked', () => 'refused'), other.url), 'refused', path);
    }
    assert.equal(blocked.filter((text) => text.includes(`"connect-src 'self' ${URL_}/"`)).length, 2, blocked.join());
  } finally {
    other.close();
  }
});

test('the API says no to a page of another origin', async () => {
  const other = await site({ built: CONSOLE_BUILT, port: 0, api: 'http://127.0.0.1:*', told });
  try {
    await page.goto(`${other.url}/console/`);
    await page.getByRole('textbox', { name: 'Token' }).fill('t0ken');
    await page.getByRole('button', { name: 'Use it' }).click();
    await says('The store does not answer');
    assert.ok(blocked.some((text) => /blocked by CORS policy/.test(text)), blocked.join());
  } finally {
    other.close();
  }
});

test('in production nothing is appended from it', async () => {
  await page.route(`${hosted.url}/console/config.json`, (route) => route.fulfill({ json: { ...told, sandbox: false, stage: 'prod' } }));
  await signedIn('append');
  await says('Events are not appended from here');
  assert.equal(await page.getByRole('link', { name: 'Append', exact: true }).count(), 0);
});

test('the reference and the pages of the problems are beside it', async () => {
  await page.goto(`${hosted.url}/docs`);
  await page.getByRole('heading', { name: 'Schemeless Event Store for AWS' }).waitFor();
  await page.getByText(URL_).first().waitFor();
  await page.goto(`${hosted.url}/problems/version-conflict`);
  await page.getByRole('heading', { name: 'The stream is not at the expected version' }).waitFor();
  await page.goto(`${hosted.url}/docs/reference/infrastructure`);
  assert.ok(await page.locator('img[src$="architecture.svg"]').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
  assert.deepEqual(blocked, []);
});
