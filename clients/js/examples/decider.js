// A decider with optimistic concurrency: what may happen to a case is decided on what has happened to
// it, and stored only if nothing else happened meanwhile.
import { VersionConflict } from '@schemeless/event-store-aws-client';

const MAX_TRIES = 20;

export const initial = { received: false, granted: false, checks: 0 };

/** What an event makes of the state. */
export function evolve(state, event) {
  switch (event.type) {
    case 'received':
      return { ...state, received: true };
    case 'checked':
      return { ...state, checks: state.checks + 1 };
    case 'granted':
      return { ...state, granted: true };
    default:
      return state;
  }
}

/** The events that a command leads to; an error where it may not be. */
export function decide(state, command) {
  switch (command.name) {
    case 'receive':
      return state.received ? [] : [{ type: 'received', payload: { by: command.by } }];
    case 'check':
      if (!state.received || state.granted) {
        throw new Error('only a case that is under way is checked');
      }
      return [{ type: 'checked', payload: { by: command.by } }];
    case 'grant':
      if (state.granted) {
        return [];
      }
      if (state.checks < 2) {
        throw new Error('two checks come before a grant');
      }
      return [{ type: 'granted', payload: { by: command.by } }];
    default:
      throw new Error(`no command ${command.name}`);
  }
}

/** Reads, decides, appends; and again, where another one was faster. */
export async function handle(store, stream, command) {
  for (let i = 0; i < MAX_TRIES; i++) {
    let state = initial;
    let version = 0;
    for await (const event of store.stream(stream)) {
      state = evolve(state, event);
      version = event.sequence;
    }
    const events = decide(state, command);
    if (events.length === 0) {
      return [];
    }
    try {
      await store.appendToStream(stream, events, { expectedVersion: version });
      return events;
    } catch (error) {
      if (!(error instanceof VersionConflict)) {
        throw error;
      }
    }
  }
  throw new Error(`the stream changed ${MAX_TRIES} times under the command`);
}
