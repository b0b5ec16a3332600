// Compiled, not run: what is declared is what the code has, and how a program uses it.
import * as code from '../src/client.js';
import { EventStoreClient, VersionConflict, type Event, type QueryItem } from '../src/index.js';
import * as schemelessCode from '../src/schemeless.js';
import { SchemelessRepo } from '../src/schemeless.js';

export const declared: EventStoreClient = new code.EventStoreClient({ url: 'http://localhost:8787' });
export const repo: SchemelessRepo = new schemelessCode.SchemelessRepo(declared, { stage: 'local' });

/** One of a course's seats, if one is free. */
export async function subscribe(client: EventStoreClient, course: string, student: string): Promise<boolean> {
  const items: QueryItem[] = [{ tags: [course] }, { tags: [student], types: ['subscribed'] }];
  let taken = 0;
  let after: string | undefined;
  for await (const page of client.pages({ items })) {
    taken += page.events.length;
    after = page.next;
  }
  if (taken >= 3) {
    return false;
  }
  await client.append([{ domain: 'subscription', type: 'subscribed', payload: null, tags: [course, student] }], {
    condition: { failIfEventsMatch: items, after },
  });
  return true;
}

export async function total(client: EventStoreClient): Promise<number> {
  let sum = 0;
  for await (const event of client.replay({ domain: 'permit', types: ['paid'] })) {
    sum += amount(event);
  }
  try {
    const appended = await client.appendToStream({ domain: 'permit', identifier: 'case-1' }, [{ type: 'summed', payload: sum }], {
      expectedVersion: 4,
    });
    return appended.position;
  } catch (e) {
    if (e instanceof VersionConflict) {
      return e.actual;
    }
    throw e;
  }
}

function amount(event: Event): number {
  return (event.payload as { amount: number }).amount;
}

// @ts-expect-error an event has a type
export const wrong = () => declared.append([{ domain: 'permit', payload: 1 }]);
