import { plain } from '../json/plain.ts';
import { streamHref } from '../router.ts';

/** Text that somebody else wrote: it turns nothing around beside itself, and hides nothing. */
export function Text({ children }: { children: string }) {
  return <bdi>{plain(children)}</bdi>;
}

/** A stream's name, as a link to it. */
export function StreamLink({ domain, identifier, tabIndex }: { domain: string; identifier?: string; tabIndex?: number }) {
  return (
    <a class="stream" href={streamHref({ domain, identifier })} tabIndex={tabIndex}>
      <StreamName domain={domain} identifier={identifier} />
    </a>
  );
}

export function StreamName({ domain, identifier }: { domain: string; identifier?: string }) {
  return (
    <>
      <Text>{domain}</Text>
      {identifier !== undefined && (
        <>
          <span class="quiet"> / </span>
          <Text>{identifier}</Text>
        </>
      )}
    </>
  );
}

const FORMAT = new Intl.NumberFormat('en');

export function count(number: number): string {
  return FORMAT.format(number);
}

/** How many of a thing there are. */
export function many(number: number, thing: string): string {
  return `${count(number)} ${thing}${number === 1 ? '' : 's'}`;
}

export function bytes(size: number): string {
  if (size < 1_024) {
    return `${size} B`;
  }
  const kib = size / 1_024;
  return kib < 1_024 ? `${kib.toFixed(kib < 10 ? 1 : 0)} KiB` : `${(kib / 1_024).toFixed(1)} MiB`;
}
