import { useMemo } from 'preact/hooks';
import { plain } from '../json/plain.ts';
import { eventHref } from '../router.ts';
import type { Summary } from '../store/summary.ts';
import { treeOf } from '../store/tree.ts';
import { useNarrow } from './event-list.tsx';

const ROW = 34;
const LEFT = 14;
const STEP = 18;
const MAX_DEPTH = 12;

/** A chain as a picture: down by cause, to the right by time. */
export function Tree({ events }: { events: Summary[] }) {
  const narrow = useNarrow();
  const nodes = useMemo(() => treeOf(events), [events]);
  const deepest = Math.min(MAX_DEPTH, Math.max(...nodes.map((node) => node.depth)));
  const labels = LEFT + deepest * STEP + 18;
  const words = narrow ? 165 : 380;
  const track = Math.max(60, Math.min(innerWidth, 1_532) - 46 - labels - words - 30);
  const width = labels + words + track + 30;
  const height = nodes.length * ROW + 26;
  const x = (depth: number) => LEFT + Math.min(MAX_DEPTH, depth) * STEP;
  const y = (row: number) => 26 + row * ROW + ROW / 2;
  const times = events.map((event) => Date.parse(event.recorded));
  const span = Math.max(...times) - Math.min(...times);
  return (
    <div class="tree" tabIndex={0} role="region" aria-label="The chain as a picture">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={`Causal tree of ${events.length} events over ${duration(span)}`}>
        <text class="scale" x={labels + words} y={14}>
          0
        </text>
        {span > 0 && (
          <text class="scale" x={labels + words + track} y={14} text-anchor="end">
            {`+${duration(span)}`}
          </text>
        )}
        <line class="grid" x1={labels + words} x2={labels + words} y1={20} y2={height} />
        {span > 0 && <line class="grid" x1={labels + words + track} x2={labels + words + track} y1={20} y2={height} />}
        {nodes.map((node, row) => node.cause >= 0 && <path key={row} class="cause" d={`M${x(nodes[node.cause]!.depth)} ${y(node.cause) + 6}V${y(row)}H${x(node.depth) - 6}`} />)}
        {nodes.map(({ event, depth, at, cause }, row) => {
          const stream = event.identifier === undefined ? event.domain : `${event.domain} / ${event.identifier}`;
          const outside = cause < 0 && event.causationId !== undefined ? `, caused by ${event.causationId} outside of the chain` : '';
          return (
            <a key={row} href={eventHref(event)}>
              <title>{plain(`${event.type} in ${stream}, version ${event.sequence}, position ${event.position}, recorded ${event.recorded}${outside}`)}</title>
              <rect class="hit" x={0} y={y(row) - ROW / 2} width={width} height={ROW} />
              <circle class={cause < 0 ? 'root' : 'node'} cx={x(depth)} cy={y(row)} r={cause < 0 ? 6 : 5} />
              <svg x={labels} y={y(row) - ROW / 2} width={words - 10} height={ROW} overflow="hidden">
                <text class="type" y={ROW / 2 - 2}>
                  {short(event.type, narrow ? 20 : 46)}
                </text>
                <text class="where" y={ROW / 2 + 11}>
                  {short(cause < 0 && event.causationId !== undefined ? `${stream} · caused by ${event.causationId}` : stream, narrow ? 26 : 60)}
                </text>
              </svg>
              <line class="wait" x1={labels + words} x2={labels + words + at * track} y1={y(row)} y2={y(row)} />
              <circle class="when" cx={labels + words + at * track} cy={y(row)} r={4} />
            </a>
          );
        })}
      </svg>
    </div>
  );
}

function short(text: string, most: number): string {
  const chars = [...plain(text)];
  return chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : chars.join('');
}

export function duration(millis: number): string {
  if (millis < 1_000) {
    return `${millis} ms`;
  }
  const seconds = millis / 1_000;
  if (seconds < 120) {
    return `${seconds.toFixed(1)} s`;
  }
  const minutes = seconds / 60;
  return minutes < 120 ? `${minutes.toFixed(0)} min` : `${(minutes / 60).toFixed(1)} h`;
}
