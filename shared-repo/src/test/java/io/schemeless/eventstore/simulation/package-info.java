/// Runs the protocol's own code under a scheduler that owns every port call, the clock and the
/// randomness: every interleaving of small scenarios, and long random ones that replay from a seed.
///
/// Start at [ExhaustiveTest][io.schemeless.eventstore.simulation.ExhaustiveTest]; what a run may
/// not do is in [CommittedTruth][io.schemeless.eventstore.simulation.CommittedTruth] and
/// [CallerJudge][io.schemeless.eventstore.simulation.CallerJudge].
@NullMarked
package io.schemeless.eventstore.simulation;

import org.jspecify.annotations.NullMarked;
