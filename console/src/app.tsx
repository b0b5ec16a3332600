import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { href, useRoute } from './router.ts';
import { Api, type Served, type SignIn as Credentials } from './store/api.ts';
import { Absolute } from './ui/time.tsx';
import { Append } from './views/append.tsx';
import { Chain } from './views/chain.tsx';
import { SessionProvider } from './views/context.ts';
import { EventView } from './views/event.tsx';
import { Live } from './views/live.tsx';
import { SignIn } from './views/sign-in.tsx';
import { Store } from './views/store.tsx';
import { Stream } from './views/stream.tsx';
import { Streams } from './views/streams.tsx';

const VIEWS: Record<string, (props: { params: URLSearchParams }) => preact.JSX.Element> = {
  live: Live,
  stream: Stream,
  event: EventView,
  chain: Chain,
  streams: Streams,
  append: Append,
  store: Store,
};

const TABS: [view: string, label: string, key: string][] = [
  ['live', 'Live', '1'],
  ['streams', 'Streams', '2'],
  ['chain', 'Chain', '3'],
  ['append', 'Append', '4'],
  ['store', 'Store', '5'],
];

/** Which tab a view belongs to. */
const TAB_OF: Record<string, string> = { stream: 'streams', event: 'live' };

const THEMES = ['auto', 'light', 'dark'] as const;
const SIGNS = { auto: '◐', light: '☀', dark: '☾' };

export function App({ served }: { served: Served }) {
  const route = useRoute();
  const [url, setUrl] = useState(served.api === undefined ? '' : new URL(served.api, location.href).href);
  const [credentials, setCredentials] = useState<Credentials>({ kind: 'none' });
  const [absolute, setAbsolute] = useSetting('times', ['ago', 'utc'] as const);
  const [theme, setTheme] = useSetting('theme', THEMES);
  const [help, setHelp] = useState(false);
  const session = useMemo(() => ({ api: new Api(url || location.origin, credentials), served }), [url, credentials, served]);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  useEffect(() => {
    const title = { live: 'Live', stream: 'Stream', event: 'Event', chain: 'Chain', streams: 'Streams', append: 'Append', store: 'Store', signin: 'Sign in' }[route.view];
    document.title = `${title ?? 'Not found'} · Event store`;
  }, [route.view]);

  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (e.altKey || e.ctrlKey || e.metaKey || (e.target as HTMLElement).closest('input,textarea,select')) {
        return;
      }
      const tab = TABS.find((each) => each[2] === e.key);
      if (tab) {
        location.hash = href(tab[0]);
      } else if (e.key === '/') {
        e.preventDefault();
        document.querySelector<HTMLElement>('[data-first]')?.focus();
      } else if (e.key === '?') {
        setHelp((old) => !old);
      } else if (e.key === 'Escape') {
        setHelp(false);
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);

  const use = useCallback((address: string, signIn: Credentials) => {
    setUrl(address);
    setCredentials(signIn);
  }, []);

  const View = VIEWS[route.view];
  // An address to ask, and what it takes.
  const known = url !== '' && (served.signIn === undefined || credentials.kind !== 'none');
  const here = TAB_OF[route.view] ?? route.view;
  const tabs = TABS.filter(([view]) => view !== 'append' || served.sandbox);
  return (
    <Absolute.Provider value={absolute === 'utc'}>
      <SessionProvider value={session}>
        <a class="skip" href="#main" onClick={(e) => (e.preventDefault(), document.getElementById('main')!.focus())}>To the content</a>
        <header class="top">
          <a class="brand" href={href('live')}>
            <img src="./icon.svg" alt="" width="22" height="22" /> Event store
          </a>
          <nav aria-label="Views">
            {tabs.map(([view, label, key]) => (
              <a key={view} href={href(view)} aria-current={here === view ? 'page' : undefined} aria-keyshortcuts={key}>{label}</a>
            ))}
            <a href="/docs">API</a>
          </nav>
          <span class="grow" />
          <span class="tools">
            <button type="button" onClick={() => setAbsolute(absolute === 'utc' ? 'ago' : 'utc')} aria-label={absolute === 'utc' ? 'UTC: how times are shown' : 'ago: how times are shown'}>
              {absolute === 'utc' ? 'UTC' : 'ago'}
            </button>
            <button type="button" onClick={() => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!)} aria-label={`${SIGNS[theme]} Colours: ${theme}`}>
              {SIGNS[theme]}
            </button>
            <button type="button" onClick={() => setHelp(!help)} aria-label="? Keys" aria-expanded={help}>?</button>
            <a href={href('signin')} aria-current={route.view === 'signin' ? 'page' : undefined}>{credentials.kind === 'none' ? 'Sign in' : 'Signed in'}</a>
          </span>
        </header>
        {help && <Keys />}
        <main id="main" tabIndex={-1}>
          {route.view === 'signin' || !known ? (
            <SignIn url={url} kind={credentials.kind} served={served} use={use} />
          ) : View ? (
            <View params={route.params} />
          ) : (
            <div class="empty">
              <h1>There is no such view</h1>
              <a class="button" href={href('live')}>To the newest</a>
            </div>
          )}
        </main>
      </SessionProvider>
    </Absolute.Provider>
  );
}

function Keys() {
  return (
    <section class="keys" aria-label="Keys">
      <dl>
        <div><dt>1 … 5</dt><dd>views</dd></div>
        <div><dt>/</dt><dd>to the first field</dd></div>
        <div><dt>p</dt><dd>pause or follow</dd></div>
        <div><dt>↑ ↓ j k</dt><dd>rows</dd></div>
        <div><dt>PgUp PgDn Home End</dt><dd>far rows</dd></div>
        <div><dt>Enter</dt><dd>open</dd></div>
        <div><dt>?</dt><dd>this</dd></div>
      </dl>
    </section>
  );
}

/** A choice that the browser remembers where it may. */
function useSetting<T extends string>(name: string, choices: readonly T[]): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      return choices.find((each) => each === localStorage.getItem(`eventstore.${name}`)) ?? choices[0]!;
    } catch {
      return choices[0]!;
    }
  });
  const set = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(`eventstore.${name}`, next);
    } catch {
      // Then it holds for this page.
    }
  };
  return [value, set];
}
