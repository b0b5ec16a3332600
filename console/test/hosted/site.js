import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';

const INFRA = fileURLToPath(new URL('../../../infra-cdk/src/', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.yaml': 'application/yaml', '.json': 'application/json' };

/** Where an API is, in the policy of a store that has no domain of its own. */
const API = 'https://*.execute-api.${AWS::Region}.${AWS::URLSuffix}';

/** By the paths of CloudFront's behaviors; the template's test holds this record against the template. */
const HEADERS = JSON.parse(readFileSync(join(INFRA, 'test/resources/console/headers.json'), 'utf8'));

/** The function of the template, which finds the file of a path. */
const paths = runInNewContext(`${readFileSync(join(INFRA, 'main/resources/io/schemeless/eventstore/infra/service/console-paths.js'), 'utf8')}; handler`);

/**
 * The files of a build as CloudFront serves them: at the paths, and with exactly the headers, of the template.
 *
 * @param api the policy's word for where APIs are, on this machine
 * @param told what stands in config.json
 */
export async function site({ built, port, api, told }) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    const found = paths({ request: { uri: pathname } });
    if (found.statusCode) {
      response.writeHead(found.statusCode, { location: found.headers.location.value }).end();
      return;
    }
    for (const [name, value] of Object.entries(HEADERS[pathname] ?? HEADERS['*'])) {
      response.setHeader(name, value.replace(API, api));
    }
    try {
      const body = found.uri === '/console/config.json' ? JSON.stringify(told) : page(readFileSync(join(built, found.uri)), found.uri, told.api);
      response.setHeader('content-type', TYPES[extname(found.uri)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.writeHead(403).end();
    }
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** What the stack puts into the two pages that ask something. */
function page(body, path, api) {
  return ['/console/index.html', '/docs/index.html'].includes(path)
    ? String(body).replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="connect-src 'self' ${api}">`)
    : body;
}
