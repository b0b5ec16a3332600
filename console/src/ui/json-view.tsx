import { useMemo, useState } from 'preact/hooks';
import { lay, type Lines, pretty, tokens, visible } from '../json/lines.ts';
import { plain } from '../json/plain.ts';
import { Copy } from './copy.tsx';
import { bytes } from './text.tsx';
import { VirtualList } from './virtual-list.tsx';

/** A line that is longer is cut: a browser that lays out a line of 3 MB does nothing else for seconds. */
const MAX_LINE = 2_000;
/** A raw text goes on in a new row after so many characters. */
const RAW_ROW = 160;
const ROW = 20;
const MOST_ROWS = 24;

/** JSON as it was written, to the last digit. */
export function JsonView({ label, text }: { label: string; text: string }) {
  const [raw, setRaw] = useState(false);
  const lines = useMemo(() => lay(text), [text]);
  return (
    <section class="json">
      <header>
        <h2>{label}</h2>
        <span class="quiet">{bytes(new TextEncoder().encode(text).length)}</span>
        <span class="grow" />
        <div class="switch" role="group" aria-label={`How ${label} is shown`}>
          <button type="button" aria-pressed={!raw} onClick={() => setRaw(false)}>
            Pretty
          </button>
          <button type="button" aria-pressed={raw} onClick={() => setRaw(true)}>
            Raw
          </button>
        </div>
        <Copy label="Copy" text={() => (raw ? text : pretty(lines))} />
      </header>
      {raw ? <Raw label={label} text={text} /> : <Pretty label={label} lines={lines} />}
    </section>
  );
}

function height(rows: number) {
  return { height: `${Math.min(MOST_ROWS, Math.max(1, rows)) * ROW + 14}px` };
}

function Pretty({ label, lines }: { label: string; lines: Lines }) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => visible(lines, folded), [lines, folded]);
  const fold = (line: number) => {
    const next = new Set(folded);
    if (!next.delete(line)) {
      next.add(line);
    }
    setFolded(next);
  };
  return (
    <div class="lines" style={height(shown.length)}>
      <VirtualList
        label={`${label}, laid out`}
        items={shown}
        rowHeight={ROW}
        keyOf={(line) => String(line)}
        row={(line) => <Line lines={lines} line={line} folded={folded.has(line)} fold={fold} />}
      />
    </div>
  );
}

interface LineProps {
  lines: Lines;
  line: number;
  folded: boolean;
  fold: (line: number) => void;
}

function Line({ lines, line, folded, fold }: LineProps) {
  const [whole, setWhole] = useState(false);
  const { start, end, depth, close, text } = lines;
  const long = end[line]! - start[line]! > MAX_LINE && !whole;
  const piece = text.slice(start[line], long ? start[line]! + MAX_LINE : end[line]);
  const closing = close[line]!;
  return (
    <code style={{ paddingLeft: `${depth[line]! * 14 + 18}px` }}>
      {closing > 0 && (
        <button type="button" class="fold" tabIndex={-1} aria-expanded={!folded} aria-label={folded ? 'unfold' : 'fold'} style={{ left: `${depth[line]! * 14}px` }} onClick={() => fold(line)}>
          {folded ? '▸' : '▾'}
        </button>
      )}
      {tokens(piece).map((token, i) => (
        <bdi key={i} class={token.kind}>
          {plain(token.text)}
        </bdi>
      ))}
      {folded && <span class="quiet"> … {plain(text.slice(start[closing], end[closing]))}</span>}
      {long && (
        <button type="button" class="more" onClick={() => setWhole(true)}>
          … {bytes(end[line]! - start[line]! - MAX_LINE)} more
        </button>
      )}
    </code>
  );
}

function Raw({ label, text }: { label: string; text: string }) {
  const rows = useMemo(() => pieces(text), [text]);
  return (
    <div class="lines" style={height(rows.length)}>
      <VirtualList label={`${label}, as it was written`} items={rows} rowHeight={ROW} keyOf={(from) => String(from)} row={(from, i) => <code>{plain(text.slice(from, rows[i + 1]))}</code>} />
    </div>
  );
}

/** Where the rows of a raw text begin; no character is cut in two. */
function pieces(text: string): Uint32Array {
  const starts: number[] = [];
  for (let at = 0; at < text.length; ) {
    starts.push(at);
    at += RAW_ROW;
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff) {
      at++;
    }
  }
  return Uint32Array.from(starts);
}
