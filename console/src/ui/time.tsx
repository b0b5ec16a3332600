import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/** Whether times are shown as they are, in UTC, or by how long ago they were. */
export const Absolute = createContext(false);

const UNITS: [string, number][] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

export function ago(millis: number): string {
  const seconds = Math.round(Math.abs(millis) / 1_000);
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? UNITS[3]!;
  const text = `${Math.floor(seconds / size)} ${unit}`;
  return millis < -1_000 ? `in ${text}` : `${text} ago`;
}

let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  listeners.forEach((each) => each());
}, 5_000);

export function useNow(): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const each = () => tick((n) => n + 1);
    listeners.add(each);
    return () => void listeners.delete(each);
  }, []);
  return now;
}

/** A time of the store's: UTC, as it wrote it, is always in the title. */
export function Time({ at }: { at: string }) {
  const absolute = useContext(Absolute);
  const current = useNow();
  const millis = Date.parse(at);
  const shown = absolute || Number.isNaN(millis) ? at.replace('T', ' ').replace(/\.\d+/, '') : ago(Math.max(current, Date.now()) - millis);
  return <time dateTime={at} title={at}>{shown}</time>;
}
