package io.schemeless.eventstore.functions.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LongPollTest {
  private final SlowHost host = new SlowHost();
  private final LongPoll longPoll = new LongPoll(host);
  private final List<@Nullable ContinuationToken> asked = new ArrayList<>();

  private EventPage ask(int seconds, Log log) {
    return longPoll.page(
        null,
        Duration.ofSeconds(seconds),
        token -> {
          asked.add(token);
          return log.at(host.now);
        });
  }

  private interface Log {
    EventPage at(long millis);
  }

  private static EventPage page(String token, boolean caughtUp, int events) {
    Event event =
        new Event(
            "1",
            false,
            StreamId.of("d"),
            "t",
            Json.NULL,
            null,
            null,
            null,
            java.util.List.of(),
            Instant.EPOCH,
            1,
            1,
            0,
            Instant.EPOCH,
            null);
    return new EventPage(
        java.util.Collections.nCopies(events, event), new ContinuationToken(token), 1, caughtUp);
  }

  @Test
  void without_a_wait_the_end_is_told_at_once() {
    // when
    EventPage page = ask(0, _ -> page("end", true, 0));

    // then
    assertThat(page.events()).isEmpty();
    assertThat(asked).hasSize(1);
    assertThat(host.now).isZero();
  }

  @Test
  void an_event_that_is_there_is_not_waited_for() {
    // when
    EventPage page = ask(20, _ -> page("next", false, 3));

    // then
    assertThat(page.events()).hasSize(3);
    assertThat(host.now).isZero();
  }

  @Test
  void an_event_that_comes_ends_the_wait_soon() {
    // when
    EventPage page = ask(20, now -> now < 5_000 ? page("end", true, 0) : page("more", true, 1));

    // then
    assertThat(page.next().value()).isEqualTo("more");
    assertThat(host.now).isBetween(5_000L, 5_800L);
  }

  @Test
  void without_an_event_the_wait_ends_on_time_with_the_token_to_go_on() {
    // when
    EventPage page = ask(20, _ -> page("end", true, 0));

    // then
    assertThat(page.next().value()).isEqualTo("end");
    assertThat(host.now).isEqualTo(20_000);
    assertThat(asked).hasSizeBetween(20, 40);
  }

  @Test
  void every_further_look_goes_on_from_the_one_before() {
    // when
    ask(2, now -> page("at-" + now, true, 0));

    // then
    assertThat(asked.getFirst()).isNull();
    assertThat(asked.get(1)).isEqualTo(new ContinuationToken("at-0"));
    assertThat(asked.get(2)).isEqualTo(new ContinuationToken("at-100"));
  }

  @Test
  void pages_that_a_filter_left_empty_are_passed_without_a_pause() {
    // when
    EventPage page =
        ask(
            1,
            _ -> asked.size() < 50 ? page("at-" + asked.size(), false, 0) : page("found", true, 1));

    // then
    assertThat(page.events()).hasSize(1);
    assertThat(host.now).isZero();
  }

  @Test
  void a_page_that_cannot_go_on_yet_is_paused_for() {
    // when
    ask(1, _ -> page("stuck", false, 0));

    // then
    assertThat(host.now).isEqualTo(1_000);
    assertThat(asked).hasSizeLessThan(10);
  }

  /// Time passes only in sleep.
  private static final class SlowHost implements Host {
    private long now;

    @Override
    public long now() {
      return now;
    }

    @Override
    public long elapsed() {
      return now;
    }

    @Override
    public void sleep(long millis) {
      now += millis;
    }

    @Override
    public byte[] randomBytes(int count) {
      throw new AssertionError("a long poll needs no chance");
    }

    @Override
    public int random(int bound) {
      throw new AssertionError("a long poll needs no chance");
    }

    @Override
    public <T> List<T> all(List<? extends Callable<T>> tasks) {
      throw new AssertionError("a long poll has no tasks");
    }
  }
}
