import type { Rate } from '../store/rate.ts';
import { count, many } from './text.tsx';
import { useNow } from './time.tsx';

const MINUTES = 60;
const WIDTH = 600;
const HEIGHT = 64;

/** Appends and events a minute, of what this view has looked at. */
export function Chart({ rate }: { rate: Rate }) {
  const now = Math.floor(useNow() / 60_000);
  const minutes = rate.upTo(now, MINUTES);
  const most = Math.max(1, ...minutes.map((each) => each.events));
  const events = minutes.reduce((sum, each) => sum + each.events, 0);
  const appends = minutes.reduce((sum, each) => sum + each.appends, 0);
  const oldest = rate.oldest;
  const since = oldest === undefined ? MINUTES : Math.min(MINUTES, Math.max(0, oldest - (now - MINUTES + 1)));
  const bar = WIDTH / MINUTES;
  const said = `${many(appends, 'append')}, ${many(events, 'event')}`;
  return (
    <figure class="chart">
      <figcaption>
        <strong>{said}</strong> <span class="quiet">in the last hour, of what was looked at · most in a minute: {count(most === 1 && events === 0 ? 0 : most)}</span>
        <span class="legend">
          <i class="key appends" /> appends <i class="key events" /> events
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`Appends and events a minute, the last ${MINUTES} minutes: ${said}, at most ${count(most)} events in one`}>
        {since > 0 && since < MINUTES && <rect class="unseen" x={0} y={0} width={since * bar} height={HEIGHT} />}
        {minutes.map((each, i) => {
          const high = (each.events / most) * (HEIGHT - 4);
          const low = (each.appends / most) * (HEIGHT - 4);
          return (
            <g key={each.minute}>
              <title>{`${new Date(each.minute * 60_000).toISOString().slice(11, 16)} UTC: ${count(each.appends)} appends, ${count(each.events)} events`}</title>
              {each.events > 0 && <rect class="events" x={i * bar + 1} y={HEIGHT - high} width={bar - 2} height={high} />}
              {each.appends > 0 && <rect class="appends" x={i * bar + 1} y={HEIGHT - low} width={bar - 2} height={low} />}
            </g>
          );
        })}
        <line class="axis" x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
    </figure>
  );
}
