/// The function that replays the log. Start at
/// [ReplayHandler][io.schemeless.eventstore.functions.replay.ReplayHandler].
@NullMarked
package io.schemeless.eventstore.functions.replay;

import org.jspecify.annotations.NullMarked;
