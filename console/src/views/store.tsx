import { useEffect, useState } from 'preact/hooks';
import { Log } from '../store/log.ts';
import { startVerify, type VerifyState, verifyState } from '../store/verify.ts';
import { useLoad } from '../ui/load.ts';
import { Problem } from '../ui/problem.tsx';
import { count } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { useSession } from './context.ts';

const BOUNDS: [string, string][] = [
  ['body of a request', '4 MiB'],
  ['event', '3 MiB'],
  ['meta of an event', '64 KiB'],
  ['events in an append', '1,000'],
  ['streams in an append', '100'],
  ['events with ids of their own in an append', '100'],
  ['events on a page', '10,000, or 4.2 MB of JSON'],
  ['names and ids', '512 bytes'],
  ['levels of a payload', '64'],
  ['digits of a number', '1,000'],
  ['an idempotency key holds for', '7 days'],
];

export function Store() {
  const { api, served } = useSession();
  const health = useLoad((signal) => api.client.health({ signal }), [api]);
  const end = useLoad((signal) => new Log(api, { types: [], tags: [] }).end(signal), [api]);
  return (
    <div>
      <header class="title">
        <p class="quiet">Store</p>
        <h1>{api.url}</h1>
      </header>
      {health.error !== undefined && <Problem error={health.error} again={health.again} retry={health.reload} />}
      <dl class="facts">
        <Fact name="Health">{health.value ? <strong class="well">{health.value.status}</strong> : health.error ? <strong class="wrong">no answer</strong> : '…'}</Fact>
        <Fact name="Newest position">{end.value === undefined ? '…' : count(end.value - 1)}</Fact>
        <Fact name="Incarnation"><code>{health.value?.incarnation ?? '…'}</code></Fact>
        <Fact name="Epoch">{health.value?.epoch ?? '…'}</Fact>
        <Fact name="Storage format">{health.value?.format ?? '…'}</Fact>
        <Fact name="Stage">{served.stage ?? 'not told'}{served.sandbox && <span class="quiet">, a sandbox: it can be emptied</span>}</Fact>
      </dl>
      <p class="bar">
        <button type="button" onClick={() => (health.reload(), end.reload())}>Ask again</button>
        <a href="/docs">API reference</a>
        <a href="/openapi.yaml">openapi.yaml</a>
        <a href="/problems">Problems</a>
      </p>
      {served.verify && <Verify />}
      <section>
        <h2>Bounds</h2>
        <table class="bounds">
          <thead><tr><th scope="col">what</th><th scope="col">at most</th></tr></thead>
          <tbody>
            {BOUNDS.map(([what, most]) => (
              <tr key={what}><th scope="row">{what}</th><td>{most}</td></tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** The check of every item and object, which the server beside this page runs. */
function Verify() {
  const [state, setState] = useState<VerifyState | undefined>();
  const [error, setError] = useState<unknown>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const now = await verifyState(stop.signal);
        setState(now);
        setError(undefined);
        if (now.state === 'running') {
          timer = setTimeout(ask, 500);
        }
      } catch (e) {
        if (!stop.signal.aborted) {
          setError(e);
        }
      }
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [round]);
  const start = async () => {
    try {
      setState(await startVerify());
      setRound(round + 1);
    } catch (e) {
      setError(e);
    }
  };
  const running = state?.state === 'running';
  return (
    <section class="verify">
      <h2>Check of the whole store</h2>
      <p class="quiet">Holds every item and object against every rule of the protocol, as <code>./eventstore verify</code> does. It writes nothing.</p>
      <p class="bar">
        <button type="button" onClick={start} disabled={running}>{running ? 'Checking …' : 'Check it now'}</button>
        <span role="status" class="quiet">
          {running && `${state.phase ?? ''} ${state.looked ? count(state.looked) : ''}`}
          {state?.state === 'never' && 'not checked since the server started'}
          {state?.ended && <>last run <Time at={state.ended} /></>}
        </span>
      </p>
      {error !== undefined && <Problem error={error} retry={() => setRound(round + 1)} />}
      {state?.state === 'failed' && <p class="wrong" role="alert">The check failed: {state.failure}</p>}
      {state?.state === 'done' && (
        <>
          <p class={state.total === 0 ? 'well' : 'wrong'}><strong>{state.total === 0 ? 'Nothing was found: the store is sound.' : `${count(state.total ?? 0)} findings`}</strong></p>
          <ul class="counts">
            {state.counts?.filter((each) => each.count > 0).map((each) => <li key={each.meaning}><strong>{count(each.count)}</strong> {each.meaning}</li>)}
          </ul>
          {state.findings && state.findings.length > 0 && (
            <ul>{state.findings.map((each, i) => <li key={i}><strong>{each.kind}</strong> at <code>{each.place}</code></li>)}</ul>
          )}
        </>
      )}
    </section>
  );
}
