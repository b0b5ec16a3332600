/// The function that empties a sandbox, asked over HTTP or by the schedule. Start at
/// [ResetHandler][io.schemeless.eventstore.functions.reset.ResetHandler]; whoever asks must name
/// the stage in a [Confirmation][io.schemeless.eventstore.functions.reset.Confirmation].
@NullMarked
package io.schemeless.eventstore.functions.reset;

import org.jspecify.annotations.NullMarked;
