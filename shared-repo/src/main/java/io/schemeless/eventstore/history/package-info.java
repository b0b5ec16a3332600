/// Judges whether a store kept its promises: let writers and readers work through a
/// [History][io.schemeless.eventstore.history.History], then ask it for its
/// [Verdict][io.schemeless.eventstore.history.Verdict] by the rules of
/// [Rule][io.schemeless.eventstore.history.Rule]. The simulation, the runs on DynamoDB Local and
/// `eventstore verify --load` have the same judge. No function needs it.
@NullMarked
package io.schemeless.eventstore.history;

import org.jspecify.annotations.NullMarked;
