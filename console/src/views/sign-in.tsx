import { useRef, useState } from 'preact/hooks';
import { go } from '../router.ts';
import type { SignIn as Credentials } from '../store/api.ts';

interface Props {
  url: string;
  kind: Credentials['kind'];
  /** Whether the address is given by whoever serves the console. */
  fixed: boolean;
  use: (url: string, signIn: Credentials) => void;
}

/** What the API takes. It stays in this tab's memory, and is gone when the tab is closed or loaded anew. */
export function SignIn({ url, kind: given, fixed, use }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState(given);
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
    go('live');
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
          <div class="field">
            <label for="url">Address</label>
            <input id="url" name="url" type="url" defaultValue={url} disabled={fixed} />
            <p class={wrong ? 'wrong' : 'quiet'}>{wrong}</p>
          </div>
        </fieldset>
        <fieldset>
          <legend>It takes</legend>
          {(['none', 'bearer', 'aws'] as const).map((each) => (
            <label key={each} class="choice">
              <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} /> {{ none: 'nothing', bearer: 'a bearer token (JWT)', aws: 'AWS signatures (IAM), by temporary credentials' }[each]}
            </label>
          ))}
          {kind === 'bearer' && <Secret name="token" label="Token" />}
          {kind === 'aws' && (
            <>
              <Secret name="key" label="Access key id" />
              <Secret name="secret" label="Secret access key" />
              <Secret name="session" label="Session token" optional />
              <div class="field">
                <label for="region">Region</label>
                <input id="region" name="region" required defaultValue={/\.execute-api\.([a-z0-9-]+)\./.exec(url)?.[1] ?? ''} />
              </div>
            </>
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
