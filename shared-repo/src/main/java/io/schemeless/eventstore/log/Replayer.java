package io.schemeless.eventstore.log;

import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.io.DataInputStream;
import java.io.IOException;
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
        Replayer::cursor,
        Cursor.START,
        (meta, start) -> page(meta, start, limits, filter));
  }

  private EventPage page(Meta meta, Cursor start, PageLimits limits, ReplayFilter filter) {
    LogWalk walk = new LogWalk(ground, meta, start, limits, filter);
    boolean caughtUp = walk.run();
    return new EventPage(walk.events(), token(meta, Question.of(filter), walk.cursor()), caughtUp);
  }

  static ContinuationToken token(Meta meta, String question, Cursor cursor) {
    return Tokens.of(
        meta,
        question,
        out -> {
          out.writeLong(cursor.position());
          out.writeInt(cursor.index());
        });
  }

  static Cursor cursor(DataInputStream in) throws IOException {
    Cursor cursor = new Cursor(in.readLong(), in.readInt());
    if (cursor.position() < 1 || cursor.position() > Keys.MAX_NUMBER || cursor.index() < 0) {
      throw new TokenRejected("the token points outside of the log");
    }
    return cursor;
  }
}
