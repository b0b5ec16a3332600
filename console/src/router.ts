import { useEffect, useState } from 'preact/hooks';

/** Where the console is: all of a view's state is in its address, behind the `#`, which no server sees. */
export interface Route {
  view: string;
  params: URLSearchParams;
}

export type Params = Record<string, string | number | string[] | undefined>;

export function routeOf(hash: string): Route {
  const text = hash.replace(/^#\/?/, '');
  const mark = text.indexOf('?');
  const view = mark < 0 ? text : text.slice(0, mark);
  return { view: view || 'live', params: new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1)) };
}

export function href(view: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of Array.isArray(value) ? value : value === undefined || value === '' ? [] : [String(value)]) {
      query.append(name, each);
    }
  }
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ''}`;
}

export function go(view: string, params: Params = {}): void {
  location.hash = href(view, params);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = () => setRoute(routeOf(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

export function streamHref(stream: { domain: string; identifier?: string }, more: Params = {}): string {
  return href('stream', { domain: stream.domain, identifier: stream.identifier, ...more });
}

export function eventHref(event: { id: string; source?: string }): string {
  return href('event', { id: event.id, source: event.source });
}
