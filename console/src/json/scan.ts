/**
 * Finds where JSON values begin and end, without reading them: a payload is shown as it was written, and no number
 * in it ever becomes a number of JavaScript's. The text is a store's answer, or was parsed before, so it is valid.
 */

const QUOTE = 34;
const BACKSLASH = 92;

export function skipSpace(text: string, at: number): number {
  while (at < text.length && text.charCodeAt(at) <= 32) {
    at++;
  }
  return at;
}

/** Behind the string that begins at `at`. */
export function stringEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) {
      escapes++;
    }
    if (escapes % 2 === 0) {
      return end + 1;
    }
  }
  throw new SyntaxError('a string has no end');
}

/** Behind the value that begins at `at`. */
export function valueEnd(text: string, at: number): number {
  const first = text[at];
  if (first === '"') {
    return stringEnd(text, at);
  }
  if (first !== '{' && first !== '[') {
    let end = at;
    while (end < text.length && !',]} \n\r\t'.includes(text[end]!)) {
      end++;
    }
    if (end === at) {
      throw new SyntaxError(`a value is missing at ${at}`);
    }
    return end;
  }
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) {
      i = stringEnd(text, i) - 1;
    } else if (char === 123 || char === 91) {
      depth++;
    } else if (char === 125 || char === 93) {
      if (--depth === 0) {
        return i + 1;
      }
    }
  }
  throw new SyntaxError('an object or a list has no end');
}

/** A member of an object or, without a name, an element of a list: its value lies from `start` to `end`. */
export interface Part {
  name?: string;
  start: number;
  end: number;
}

/** What the object or the list that begins at `at` holds. */
export function* parts(text: string, at: number): Generator<Part> {
  const close = text[at] === '{' ? '}' : ']';
  const named = close === '}';
  let i = skipSpace(text, at + 1);
  while (text[i] !== close) {
    let name: string | undefined;
    if (named) {
      const end = stringEnd(text, i);
      name = JSON.parse(text.slice(i, end));
      i = skipSpace(text, skipSpace(text, end) + 1);
    }
    const end = valueEnd(text, i);
    yield { name, start: i, end };
    i = skipSpace(text, end);
    if (text[i] === ',') {
      i = skipSpace(text, i + 1);
    }
  }
}
