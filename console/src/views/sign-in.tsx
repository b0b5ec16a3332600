import { useRef, useState } from 'preact/hooks';
import { go, routeOf } from '../router.ts';
import type { Served, SignIn as Credentials } from '../store/api.ts';
import { pastedFrom } from '../store/credentials.ts';

interface Props {
  url: string;
  kind: Credentials['kind'];
  served: Served;
  use: (url: string, signIn: Credentials) => void;
}

/** What the API takes. It stays in this tab's memory, and is gone when the tab is closed or loaded anew. */
export function SignIn({ url, kind: given, served, use }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const kinds: Credentials['kind'][] = served.signIn ? [served.signIn] : ['none', 'bearer', 'aws'];
  const [kind, setKind] = useState(kinds.includes(given) ? given : kinds[0]!);
  const fixed = served.api !== undefined;
  const [wrong, setWrong] = useState('');
  const submit = (e: Event) => {
    e.preventDefault();
    const data = new FormData(form.current!);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const address = fixed ? url : text('url');
    if (!/^https?:\/\/[^/]/.test(address)) {
      setWrong('the address of the API: https://…');
      return;
    }
    if (kind === 'bearer') {
      use(address, { kind, token: text('token') });
    } else if (kind === 'aws') {
      use(address, { kind, accessKeyId: text('key'), secretAccessKey: text('secret'), sessionToken: text('session') || undefined, region: text('region') });
    } else {
      use(address, { kind });
    }
    // Who came by the address of a view is led on to it.
    if (routeOf(location.hash).view === 'signin') {
      go('live');
    }
  };
  const paste = (e: ClipboardEvent) => {
    const pasted = pastedFrom(e.clipboardData?.getData('text') ?? '');
    if (pasted) {
      e.preventDefault();
      for (const [name, value] of Object.entries(pasted)) {
        form.current!.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value ?? '';
      }
    }
  };
  return (
    <div class="append">
      <header class="title">
        <p class="quiet">Sign in</p>
        <h1>How the store knows you</h1>
      </header>
      <form ref={form} onSubmit={submit}>
        <fieldset>
          <legend>API</legend>
          <div class="field area">
            <label for="url">Address</label>
            <input id="url" name="url" type="url" defaultValue={url} disabled={fixed} />
            <p class={wrong ? 'wrong' : 'quiet'}>{wrong}</p>
          </div>
        </fieldset>
        <fieldset>
          <legend>It takes</legend>
          {kinds.map((each) => (
            <label key={each} class="choice">
              <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} /> {{ none: 'nothing', bearer: 'a bearer token (JWT)', aws: 'AWS signatures (IAM), by temporary credentials' }[each]}
            </label>
          ))}
          {kind === 'bearer' && <Secret name="token" label="Token" />}
          {kind === 'aws' && (
            <div class="within" onPaste={paste}>
              <p class="quiet">What <code>aws configure export-credentials --format env</code> prints can be pasted into any of them.</p>
              <Secret name="key" label="Access key id" />
              <Secret name="secret" label="Secret access key" />
              <Secret name="session" label="Session token" optional />
              <div class="field">
                <label for="region">Region</label>
                <input id="region" name="region" required defaultValue={served.region ?? /\.execute-api\.([a-z0-9-]+)\./.exec(url)?.[1] ?? ''} />
              </div>
            </div>
          )}
        </fieldset>
        <p class="quiet">It stays in the memory of this tab, and is gone when the tab is closed or loaded anew.</p>
        <p class="bar">
          <button type="submit" class="primary">Use it</button>
        </p>
      </form>
    </div>
  );
}

function Secret({ name, label, optional = false }: { name: string; label: string; optional?: boolean }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} type="password" required={!optional} autocomplete="off" />
    </div>
  );
}
