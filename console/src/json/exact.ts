import { parts, skipSpace, valueEnd } from './scan.ts';

/** JSON as it was written. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** A text of its own: a piece of a long one would keep the whole of it in memory. */
export function detached(piece: string): string {
  return JSON.parse(JSON.stringify(piece));
}

/** Where the store's own members end, and a client's JSON begins. */
const FREE = new Set(['payload', 'meta']);

/**
 * An answer of the store as JavaScript sees it, but for `payload` and `meta`, which stay the text that they are. The
 * numbers of all other members have at most 15 digits (docs/openapi.yaml).
 */
export function parseExact(text: string): any {
  return read(text, skipSpace(text, 0));
}

function read(text: string, at: number): any {
  if (text[at] === '[') {
    return Array.from(parts(text, at), (part) => read(text, part.start));
  }
  if (text[at] !== '{') {
    return JSON.parse(text.slice(at, valueEnd(text, at)));
  }
  const found: Record<string, any> = Object.create(null);
  for (const { name, start, end } of parts(text, at)) {
    found[name!] = FREE.has(name!) ? new JsonText(text.slice(start, end)) : read(text, start);
  }
  return found;
}

/** JSON of a value that may have {@link JsonText} in it. */
export function stringifyExact(value: any): string | undefined {
  if (value instanceof JsonText) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return `[${value.map((each) => stringifyExact(each) ?? 'null').join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .map((name) => `${JSON.stringify(name)}:${stringifyExact(value[name])}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
