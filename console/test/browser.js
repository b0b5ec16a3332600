import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** The store of `eventstore local` with its console; the Java test ConsoleTest starts one. */
export const URL_ = process.env.EVENTSTORE_URL ?? 'http://127.0.0.1:8787';

/** No look-ups, no updates: the tests work without a network. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function browser() {
  const profile = mkdtempSync(join(tmpdir(), 'console-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(20_000);
  return { context, close: () => context.close().then(() => rmSync(profile, { recursive: true, force: true })) };
}

/** Appends events of any streams, as JSON text: a test may say `1.50`. */
export async function append(events) {
  const answer = await fetch(`${URL_}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof events === 'string' ? events : JSON.stringify(events),
  });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

export async function reset() {
  const answer = await fetch(`${URL_}/reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"confirm":"local"}' });
  if (answer.status !== 202) {
    throw new Error(`the reset answered ${answer.status}`);
  }
}
