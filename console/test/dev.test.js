import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'vite';
import { append, browser, URL_ } from './browser.js';

/** `npm run dev`: the sources, against the store that EVENTSTORE_URL names. */
let chromium;
let vite;

before(async () => {
  chromium = await browser();
  vite = await createServer({ server: { port: 0, strictPort: false }, logLevel: 'error', clearScreen: false });
  await vite.listen();
});
after(async () => {
  await chromium.close();
  await vite.close();
});

test('the sources are served, and what they ask leads to the store', async () => {
  await append([{ domain: 'dev', identifier: 'd-1', type: 'tried', payload: 1 }]);
  const page = await chromium.context.newPage();
  const failed = [];
  page.on('response', (response) => response.status() >= 400 && failed.push(`${response.status()} ${response.url()}`));
  page.on('pageerror', (e) => failed.push(e.message));
  const dev = `http://127.0.0.1:${vite.httpServer.address().port}`;

  await page.goto(`${dev}/#/live?domain=dev`);
  await page.locator('.event', { hasText: 'tried' }).waitFor();
  await page.goto(`${dev}/#/store`);
  await page.getByRole('button', { name: 'Check it now' }).click();
  await page.getByText('Nothing was found: the store is sound.').waitFor();
  assert.deepEqual(failed, []);
  assert.match(await (await fetch(`${dev}/openapi.yaml`)).text(), /^openapi: 3/);
  assert.equal((await (await fetch(`${dev}/config.json`)).json()).sandbox, true);
  assert.notEqual(URL_, dev);
});
