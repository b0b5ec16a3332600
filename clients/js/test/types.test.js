import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = new URL('..', import.meta.url).pathname;

function run(tool, ...options) {
  try {
    return execFileSync(join(folder, 'node_modules/.bin', tool), options, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`${error.stdout}${error.stderr}`);
  }
}

test('the types are those of the contract', () => {
  const fresh = join(mkdtempSync(join(tmpdir(), 'types-')), 'openapi.d.ts');
  run('openapi-typescript', '../../docs/openapi.yaml', '--output', fresh);

  assert.equal(
    readFileSync(join(folder, 'src/openapi.d.ts'), 'utf8'),
    readFileSync(fresh, 'utf8'),
    'run npm run types',
  );
});

test('the code has the types that it declares, and can be used by them', () => {
  run('tsc', '--project', 'tsconfig.json');
});
