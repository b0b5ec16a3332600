/// The protocol: one log whose slots are the commit records, over the two ports.
///
/// Start at [LogEventStore][io.schemeless.eventstore.log.LogEventStore], which hands each role to
/// the class that does it. The rules are told in `docs/concepts/how-the-log-works.md`.
@NullMarked
package io.schemeless.eventstore.log;

import org.jspecify.annotations.NullMarked;
