/// The store over the two ports: one log whose slots are the commit records.
///
/// [LogEventStore][io.schemeless.eventstore.log.LogEventStore] hands each role to the room that
/// does it: `append` writes, `read` reads, both stand on `core`, and `item` says what lies in the
/// table. `append` and `read` do not know each other. For others than these rooms and `verify`,
/// only `LogEventStore` is meant. The rules are told in `docs/concepts/how-the-log-works.md`.
@NullMarked
package io.schemeless.eventstore.log;

import org.jspecify.annotations.NullMarked;
