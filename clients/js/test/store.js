import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';

/** Where `eventstore local` listens. */
export const url = process.env.EVENTSTORE_URL;
if (!url) {
  throw new Error('set EVENTSTORE_URL to the address of a store of which nobody minds what is put in it');
}

/** A domain that no other test has. */
export function newDomain() {
  return `js-${randomUUID()}`;
}

export async function all(iterable) {
  const found = [];
  for await (const each of iterable) {
    found.push(each);
  }
  return found;
}

/**
 * A server before the store that does with each request what `behave` says, called with how many came before:
 * 'pass' it on, pass it on and 'lose' the answer, or answer it itself.
 */
export async function before(behave) {
  const seen = [];
  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const how = behave(seen.length);
      seen.push({ method: incoming.method, url: incoming.url, headers: incoming.headers });
      if (typeof how === 'object') {
        outgoing.writeHead(how.status, how.headers).end(how.body);
        return;
      }
      const target = new URL(incoming.url, url);
      const { host: _, ...headers } = incoming.headers;
      const on = request(target, { method: incoming.method, headers }, (answer) => {
        if (how === 'lose') {
          answer.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
      });
      on.end(Buffer.concat(chunks));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
