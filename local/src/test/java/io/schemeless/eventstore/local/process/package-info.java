/// `eventstore` as a process of its own: how it starts and ends, what it finds in its environment,
/// and what is left of a store whose processes are killed. Start at
/// [KillTest][io.schemeless.eventstore.local.process.KillTest].
@NullMarked
package io.schemeless.eventstore.local.process;

import org.jspecify.annotations.NullMarked;
