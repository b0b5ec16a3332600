/// Tests of the synthesized templates.
///
/// Start at [Synth][io.schemeless.eventstore.infra.Synth].
@NullMarked
package io.schemeless.eventstore.infra;

import org.jspecify.annotations.NullMarked;
