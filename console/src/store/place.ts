/**
 * Makes a continuation token point to a position, so that a million events need not be read to show the last hundred.
 *
 * The API promises nothing of what is in a token. The console is built with the store and knows its form, which
 * `Tokens.java` writes: a version, who made it for which question, the place (8 bytes of position, 4 of index), and 8
 * bytes of the SHA-256 of all that. A token of another version is refused here, and the console then reads only forward.
 */

const VERSION = 1;
const DIGEST = 8;
const PLACE = 12;

export class UnknownToken extends Error {
  constructor() {
    super('this store writes continuation tokens that this console does not know; it cannot jump in the log');
    this.name = 'UnknownToken';
  }
}

function decoded(token: string): Uint8Array<ArrayBuffer> {
  let text: string;
  try {
    text = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw new UnknownToken();
  }
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  if (bytes[0] !== VERSION || bytes.length < DIGEST + PLACE + DIGEST) {
    throw new UnknownToken();
  }
  return bytes;
}

/** The position where a token goes on. */
export function positionOf(token: string): number {
  const bytes = decoded(token);
  return Number(new DataView(bytes.buffer).getBigUint64(bytes.length - DIGEST - PLACE));
}

/** A token for the question that `token` was made for, which goes on at a position. */
export async function tokenAt(token: string, position: number): Promise<string> {
  const bytes = decoded(token);
  const content = bytes.slice(0, bytes.length - DIGEST);
  const view = new DataView(content.buffer);
  view.setBigUint64(content.length - PLACE, BigInt(position));
  view.setUint32(content.length - 4, 0);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content)).slice(0, DIGEST);
  return btoa(String.fromCharCode(...content, ...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
