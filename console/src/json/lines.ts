import { skipSpace, stringEnd, valueEnd } from './scan.ts';

/**
 * JSON laid out in lines. A line is a piece of the text and its depth, so 3 MB of payload take four numbers a line
 * beside the text, and only the lines in sight are ever drawn.
 */
export interface Lines {
  text: string;
  count: number;
  start: Uint32Array;
  end: Uint32Array;
  depth: Uint16Array;
  /** For a line that opens an object or a list, the line that closes it; else 0. */
  close: Uint32Array;
}

export function lay(text: string): Lines {
  const start: number[] = [];
  const end: number[] = [];
  const depth: number[] = [];
  const close: number[] = [];
  const open: number[] = [];
  const line = (from: number, to: number) => {
    start.push(from);
    end.push(to);
    depth.push(open.length);
    close.push(0);
  };
  let i = skipSpace(text, 0);
  let from = i;
  while (i < text.length) {
    const char = text[i]!;
    if (char === '{' || char === '[') {
      const next = skipSpace(text, i + 1);
      if (text[next] === '}' || text[next] === ']') {
        i = next + 1;
      } else {
        line(from, i + 1);
        open.push(start.length - 1);
        i = from = next;
        continue;
      }
    } else if (char === '}' || char === ']') {
      const opened = open.pop();
      if (opened === undefined) {
        throw new SyntaxError('closes what is not open');
      }
      close[opened] = start.length;
      from = i++;
    } else if (char === '"') {
      i = stringEnd(text, i);
      const colon = skipSpace(text, i);
      if (text[colon] === ':') {
        i = skipSpace(text, colon + 1);
        continue;
      }
    } else {
      i = valueEnd(text, i);
    }
    // A value ended here: a comma belongs to its line, and the line ends.
    const after = skipSpace(text, i);
    if (text[after] === ',') {
      line(from, after + 1);
      i = from = skipSpace(text, after + 1);
    } else {
      line(from, i);
      i = from = after;
    }
  }
  return {
    text,
    count: start.length,
    start: Uint32Array.from(start),
    end: Uint32Array.from(end),
    depth: Uint16Array.from(depth),
    close: Uint32Array.from(close),
  };
}

/** All of it, as pretty printers write it. */
export function pretty(lines: Lines): string {
  const out: string[] = [];
  for (let i = 0; i < lines.count; i++) {
    out.push('  '.repeat(lines.depth[i]!) + lines.text.slice(lines.start[i], lines.end[i]));
  }
  return out.join('\n');
}

/** The numbers of the lines that are to be seen where those in `folded` are closed. */
export function visible(lines: Lines, folded: ReadonlySet<number>): Uint32Array {
  const seen = new Uint32Array(lines.count);
  let count = 0;
  for (let i = 0; i < lines.count; i++) {
    seen[count++] = i;
    if (folded.has(i)) {
      i = lines.close[i]!;
    }
  }
  return seen.subarray(0, count);
}

export interface Token {
  kind: 'name' | 'string' | 'number' | 'word' | 'sign';
  text: string;
}

/** What a line is made of, for colours. */
export function tokens(line: string): Token[] {
  const found: Token[] = [];
  const pattern = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?[0-9][-+.0-9eE]*)|(true|false|null)|([^"\-0-9tfn]+|.)/gsu;
  for (const [, string, colon, number, word, sign] of line.matchAll(pattern)) {
    if (string !== undefined) {
      found.push({ kind: colon ? 'name' : 'string', text: string });
      if (colon) {
        found.push({ kind: 'sign', text: ': ' });
      }
    } else if (number !== undefined) {
      found.push({ kind: 'number', text: number });
    } else if (word !== undefined) {
      found.push({ kind: 'word', text: word });
    } else {
      found.push({ kind: 'sign', text: sign! });
    }
  }
  return found;
}
