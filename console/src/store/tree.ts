import type { Summary } from './summary.ts';

export interface Node {
  event: Summary;
  /** The row of the event that caused this one; -1 without one in the chain. */
  cause: number;
  depth: number;
  /** 0 to 1: when it was recorded, between the first and the last of the chain. */
  at: number;
}

/** A chain as a tree, each event below the one that caused it, in the order of the log otherwise. */
export function treeOf(events: Summary[]): Node[] {
  const places = new Map(events.map((event, i) => [event.id, i]));
  const causes = events.map((event, i) => {
    const cause = event.causationId === undefined ? undefined : places.get(event.causationId);
    return cause === undefined || cause === i ? -1 : cause;
  });
  const effects = new Map<number, number[]>();
  causes.forEach((cause, i) => effects.set(cause, [...(effects.get(cause) ?? []), i]));
  const times = events.map((event) => Date.parse(event.recorded));
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const nodes: Node[] = [];
  const rows = new Map<number, number>();
  const walk = (roots: number[]) => {
    const open = roots.map((i) => ({ i, depth: 0 })).reverse();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { i, depth } = next;
      if (rows.has(i)) {
        continue;
      }
      rows.set(i, nodes.length);
      const at = span === 0 ? 0 : (times[i]! - first) / span;
      nodes.push({ event: events[i]!, cause: rows.get(causes[i]!) ?? -1, depth, at });
      for (const effect of (effects.get(i) ?? []).toReversed()) {
        open.push({ i: effect, depth: depth + 1 });
      }
    }
  };
  walk(effects.get(-1) ?? []);
  // Whoever names causes in a circle is shown, too.
  walk(events.map((_, i) => i));
  return nodes;
}
