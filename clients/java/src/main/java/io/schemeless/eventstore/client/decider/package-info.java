/// Decisions on what happened in a stream. Start at
/// [io.schemeless.eventstore.client.decider.Decider].
@NullMarked
package io.schemeless.eventstore.client.decider;

import org.jspecify.annotations.NullMarked;
