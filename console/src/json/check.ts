import { byteLength } from './exact.ts';
import { parts, skipSpace } from './scan.ts';

const MAX_DEPTH = 64;
const MAX_DIGITS = 1_000;

/** Why a text is no JSON that the store takes (docs/reference/bounds.md), or nothing. */
export function complaint(text: string): string | undefined {
  if (text.trim() === '') {
    return 'a JSON value is missing';
  }
  try {
    JSON.parse(text);
  } catch (e) {
    return `no JSON: ${(e as Error).message}`;
  }
  return inValue(text, skipSpace(text, 0), 1);
}

function inValue(text: string, at: number, depth: number): string | undefined {
  const first = text[at];
  if (first === '"') {
    return undefined;
  }
  if (first !== '{' && first !== '[') {
    const end = /[^-+.0-9eE]/.exec(text.slice(at, at + 2 * MAX_DIGITS))?.index ?? 0;
    return end > MAX_DIGITS + 3 ? `a number of more than ${MAX_DIGITS} digits` : undefined;
  }
  if (depth > MAX_DEPTH) {
    return `nested more than ${MAX_DEPTH} deep`;
  }
  const names = new Set<string>();
  for (const { name, start } of parts(text, at)) {
    if (name !== undefined && names.has(name)) {
      return `the key ${JSON.stringify(name.slice(0, 40))} is there twice`;
    }
    names.add(name ?? '');
    const inner = inValue(text, start, depth + 1);
    if (inner) {
      return inner;
    }
  }
  return undefined;
}

/** Why a name is none that the store takes, or nothing. */
export function nameComplaint(name: string): string | undefined {
  if (name === '') {
    return 'missing';
  }
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(name)) {
    return 'half of a character';
  }
  const bytes = byteLength(name);
  return bytes > 512 ? `${bytes} bytes; at most 512` : undefined;
}
