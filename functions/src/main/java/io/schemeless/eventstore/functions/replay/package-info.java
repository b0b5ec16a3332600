/// The function that replays the log. Start at
/// [ReplayHandler][io.schemeless.eventstore.functions.replay.ReplayHandler]; a reader at the end of
/// the log is kept waiting for an event by
/// [LongPoll][io.schemeless.eventstore.functions.replay.LongPoll].
@NullMarked
package io.schemeless.eventstore.functions.replay;

import org.jspecify.annotations.NullMarked;
