import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props<T> {
  label: string;
  items: ArrayLike<T>;
  /** Of every row, in pixels. */
  rowHeight: number;
  row: (item: T, index: number) => ComponentChildren;
  keyOf: (item: T, index: number) => string;
  /** The last rows have come in sight. */
  onEnd?: () => void;
  /** The first rows have come in sight, by scrolling. */
  onStart?: () => void;
  class?: string;
  /** Keeps what is in sight where it is when rows come in above it, unless the top is in sight. */
  anchored?: boolean;
}

const SPARE = 8;

/** Draws the rows in sight, of however many. The arrow keys, Home, End and the page keys go from row to row. */
export function VirtualList<T>(props: Props<T>) {
  const { items, rowHeight, row, keyOf, label, anchored } = props;
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const first = useRef<string | undefined>(undefined);
  const focus = useRef<number | undefined>(undefined);

  const look = useCallback(() => {
    // An observer may still be called when the list has gone.
    if (box.current === null) {
      return;
    }
    const { scrollTop, clientHeight } = box.current;
    setSight((old) => (old.top === scrollTop && old.height === clientHeight ? old : { top: scrollTop, height: clientHeight }));
  }, []);

  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const was = first.current;
    first.current = items.length > 0 ? keyOf(items[0]!, 0) : undefined;
    const element = box.current!;
    if (anchored && was !== undefined && was !== first.current && element.scrollTop > rowHeight) {
      for (let i = 1; i < items.length; i++) {
        if (keyOf(items[i]!, i) === was) {
          element.scrollTop += i * rowHeight;
          break;
        }
      }
    }
    look();
  }, [items, rowHeight]);

  const from = Math.max(0, Math.floor(sight.top / rowHeight) - SPARE);
  const to = Math.min(items.length, Math.ceil((sight.top + sight.height) / rowHeight) + SPARE);

  useEffect(() => {
    if (items.length > 0 && to >= items.length - SPARE) {
      props.onEnd?.();
    }
  }, [to, items]);

  useLayoutEffect(() => {
    if (focus.current !== undefined && focus.current >= from && focus.current < to) {
      const index = focus.current;
      focus.current = undefined;
      focusable(box.current!, index)?.focus({ preventScroll: true });
    }
  });

  const scrolled = () => {
    look();
    if (box.current!.scrollTop === 0) {
      props.onStart?.();
    }
  };

  const key = (e: KeyboardEvent) => {
    const holder = (e.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (e.altKey || e.ctrlKey || e.metaKey || holder === null) {
      return;
    }
    const here = Number(holder.dataset.index);
    const page = Math.max(1, Math.floor(sight.height / rowHeight) - 1);
    const step: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const by = step[e.key];
    if (by === undefined) {
      return;
    }
    e.preventDefault();
    const next = Math.max(0, Math.min(items.length - 1, here + by));
    const element = box.current!;
    const top = next * rowHeight;
    focus.current = next;
    if (top < element.scrollTop) {
      element.scrollTop = top;
    } else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowHeight - element.clientHeight;
    }
    focusable(element, next)?.focus({ preventScroll: true });
    setSight({ top: element.scrollTop, height: element.clientHeight });
  };

  const rows = [];
  for (let i = from; i < to; i++) {
    const item = items[i]!;
    rows.push(
      <div key={keyOf(item, i)} data-index={i} role="listitem" aria-setsize={items.length} aria-posinset={i + 1} class="row" style={{ top: `${i * rowHeight}px`, height: `${rowHeight}px` }}>
        {row(item, i)}
      </div>,
    );
  }
  return (
    <div ref={box} class={`list ${props.class ?? ''}`} role="region" aria-label={label} tabIndex={0} onScroll={scrolled} onKeyDown={key}>
      <div role="list" aria-label={label} class="inner" style={{ height: `${items.length * rowHeight}px` }}>
        {rows}
      </div>
    </div>
  );
}

function focusable(box: HTMLElement, index: number): HTMLElement | null {
  return box.querySelector(`[data-index="${index}"] a, [data-index="${index}"] button, [data-index="${index}"] [tabindex="0"]`);
}
