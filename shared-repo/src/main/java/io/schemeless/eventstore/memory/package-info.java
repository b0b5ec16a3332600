/// The ports in memory: for tests of programs that use the store, and for its own.
///
/// Start at [MemoryEventStore][io.schemeless.eventstore.memory.MemoryEventStore].
@NullMarked
package io.schemeless.eventstore.memory;

import org.jspecify.annotations.NullMarked;
