package io.schemeless.eventstore.functions.replay;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks again until there is an event or the time is up. Each further look goes on from the token
/// of the one before.
final class LongPoll {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 800;

  private final Host host;

  LongPoll(Host host) {
    this.host = host;
  }

  EventPage page(
      @Nullable ContinuationToken after,
      Duration wait,
      Function<@Nullable ContinuationToken, EventPage> store) {
    long end = host.elapsed() + wait.toMillis();
    long pause = FIRST_PAUSE_MILLIS;
    EventPage page = store.apply(after);
    while (page.events().isEmpty()) {
      long left = end - host.elapsed();
      if (left <= 0) {
        break;
      }
      boolean moved = !page.caughtUp() && !page.next().equals(after);
      if (!moved) {
        host.sleep(Math.min(pause, left));
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      after = page.next();
      page = store.apply(after);
    }
    return page;
  }
}
