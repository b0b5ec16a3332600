import { useEffect, useState } from 'preact/hooks';
import { eventHref } from '../router.ts';
import type { Summary } from '../store/summary.ts';
import { bytes, count, StreamName, Text } from './text.tsx';
import { Time } from './time.tsx';
import { VirtualList } from './virtual-list.tsx';

const NARROW = matchMedia('(max-width: 760px)');

export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const changed = () => setNarrow(NARROW.matches);
    NARROW.addEventListener('change', changed);
    return () => NARROW.removeEventListener('change', changed);
  }, []);
  return narrow;
}

interface Props {
  label: string;
  rows: Summary[];
  /** Whether all are of one stream, which is then not repeated. */
  oneStream?: boolean;
  onEnd?: () => void;
  onStart?: () => void;
}

const keyOf = (row: Summary) => `${row.position}.${row.index}`;

export function EventList({ label, rows, oneStream = false, onEnd, onStart }: Props) {
  const narrow = useNarrow();
  return (
    <>
      <div class={`columns ${oneStream ? 'one' : ''}`} aria-hidden="true">
        <span>{oneStream ? 'version' : 'position'}</span>
        <span>recorded</span>
        <span>type</span>
        {!oneStream && <span>stream, version</span>}
        <span class="size">size</span>
        <span class="preview">payload</span>
      </div>
      <VirtualList
        label={label}
        items={rows}
        rowHeight={narrow ? 64 : 34}
        keyOf={keyOf}
        row={(row) => <Row row={row} oneStream={oneStream} />}
        onEnd={onEnd}
        onStart={onStart}
        anchored
      />
    </>
  );
}

function Row({ row, oneStream }: { row: Summary; oneStream: boolean }) {
  return (
    <a class={`event ${oneStream ? 'one' : ''}`} href={eventHref(row)}>
      <span class="number">
        {oneStream ? row.sequence : count(row.position)}
        {!oneStream && row.index > 0 && <span class="quiet">.{row.index}</span>}
      </span>
      <span class="time quiet">
        <Time at={row.recorded} />
      </span>
      <span class="type">
        <Text>{row.type}</Text>
        {row.tags?.slice(0, 3).map((tag) => (
          <span class="tag" key={tag}>
            <Text>{tag}</Text>
          </span>
        ))}
      </span>
      {!oneStream && (
        <span class="stream">
          <StreamName domain={row.domain} identifier={row.identifier} />
          <span class="version quiet"> v{row.sequence}</span>
        </span>
      )}
      <span class="size quiet">{bytes(row.size)}</span>
      <span class="preview quiet">
        <Text>{row.preview}</Text>
      </span>
    </a>
  );
}
