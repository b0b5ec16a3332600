/// Every read: the replay, streams, single events, chains and lists, and the tokens that go on with
/// them.
///
/// Start at [Replayer][io.schemeless.eventstore.log.read.Replayer] and
/// [LogWalk][io.schemeless.eventstore.log.read.LogWalk];
/// [FencedReads][io.schemeless.eventstore.log.read.FencedReads] keeps each read within one life of
/// the store.
@NullMarked
package io.schemeless.eventstore.log.read;

import org.jspecify.annotations.NullMarked;
