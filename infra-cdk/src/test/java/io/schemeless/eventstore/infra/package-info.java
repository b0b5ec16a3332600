/// Tests of the synthesized templates: here those of the whole stack and of the app that makes it,
/// in each room its own.
///
/// Start at [Synth][io.schemeless.eventstore.infra.Synth], which synthesizes each set of options
/// once; [Resources][io.schemeless.eventstore.infra.Resources] is what came out.
@NullMarked
package io.schemeless.eventstore.infra;

import org.jspecify.annotations.NullMarked;
