/// What every operation stands on: the slots and heads, the meta item with its lives, and the grace
/// that is waited for.
///
/// Start at [Slots][io.schemeless.eventstore.log.core.Slots], where a position is decided for ever;
/// [StoreContext][io.schemeless.eventstore.log.core.StoreContext] holds all the rest together.
@NullMarked
package io.schemeless.eventstore.log.core;

import org.jspecify.annotations.NullMarked;
