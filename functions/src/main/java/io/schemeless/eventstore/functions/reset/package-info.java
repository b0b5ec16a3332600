/// The function that empties a sandbox. Start at
/// [ResetHandler][io.schemeless.eventstore.functions.reset.ResetHandler].
@NullMarked
package io.schemeless.eventstore.functions.reset;

import org.jspecify.annotations.NullMarked;
