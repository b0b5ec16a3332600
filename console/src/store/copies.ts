import type { Event } from 'event-store-client';
import { stringifyExact } from '../json/exact.ts';
import { queryOf } from './api.ts';
import { sourceOf } from './summary.ts';

/** A word for a shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Reads the event once more. The API's authorization is left to whoever runs it. */
export function curl(url: string, event: Event): string {
  return `curl -s ${quoted(`${url}event${queryOf({ id: event.id, source: sourceOf(event) })}`)}`;
}

/** What `./eventstore invoke` and `sam local invoke` take, to append such an event: API Gateway's event, version 2.0. */
export function sample(event: Event): string {
  const { type, payload, meta, correlationId, causationId, created } = event;
  const { tags } = event as { tags?: string[] };
  const body = stringifyExact({ type, payload, meta, tags, correlationId, causationId, created })!;
  const query = queryOf({ domain: event.domain, identifier: event.identifier }).slice(1);
  const route = 'POST /stream/events';
  return JSON.stringify(
    {
      version: '2.0',
      routeKey: route,
      rawPath: '/stream/events',
      rawQueryString: query,
      headers: { accept: '*/*', 'content-type': 'application/json', host: 'abcde12345.execute-api.eu-west-1.amazonaws.com' },
      queryStringParameters: event.identifier === undefined ? { domain: event.domain } : { domain: event.domain, identifier: event.identifier },
      requestContext: {
        accountId: '123456789012',
        apiId: 'abcde12345',
        domainName: 'abcde12345.execute-api.eu-west-1.amazonaws.com',
        domainPrefix: 'abcde12345',
        http: { method: 'POST', path: '/stream/events', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'console' },
        requestId: 'console',
        routeKey: route,
        stage: '$default',
        time: '22/Nov/2026:18:00:00 +0000',
        timeEpoch: 1795370400000,
      },
      body,
      isBase64Encoded: false,
    },
    null,
    2,
  );
}
