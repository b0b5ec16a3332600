package io.schemeless.eventstore.log;

import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import org.jspecify.annotations.Nullable;

/// Replays the log page by page.
final class Replayer {
  private final Ground ground;
  private final Lives lives;

  Replayer(Ground ground, Lives lives) {
    this.ground = ground;
    this.lives = lives;
  }

  EventPage replay(@Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    return lives.readFrom(
        after,
        Question.of(filter),
        Cursor::read,
        Cursor.START,
        (meta, start) -> page(meta, start, limits, filter));
  }

  private EventPage page(Meta meta, Cursor start, PageLimits limits, ReplayFilter filter) {
    LogWalk walk = new LogWalk(ground, meta, start, limits, filter);
    boolean caughtUp = walk.run();
    return new EventPage(walk.events(), walk.cursor().token(meta, Question.of(filter)), caughtUp);
  }
}
