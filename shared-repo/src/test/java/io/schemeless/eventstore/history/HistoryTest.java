package io.schemeless.eventstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.history.Verdict.Broken;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves the judge: a history that is broken in one way is refused for just that, whatever rule it
/// is.
class HistoryTest {
  private static final StreamId A = StreamId.of("order", "a");
  private static final StreamId B = StreamId.of("order", "b");
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final EventStore store = MemoryEventStore.create();
  private final Lies lies = new Lies(store);
  private History history = new History();

  @Test
  void a_history_of_all_that_may_happen_is_sound() {
    // given
    AppendRequest keyed = AppendRequest.of(event(A, 1)).withIdempotencyKey("early");
    history.append(store, keyed);
    history.append(store, AppendRequest.of(event(B, 2).withId("gone")));
    history.tail(store, 1, () -> true);
    AtomicInteger asked = new AtomicInteger();
    history.tail(
        store,
        1,
        () -> {
          if (asked.incrementAndGet() == 2) {
            history.reset(store, BUDGET);
            history.append(store, keyed);
            workAfterAReset();
          }
          return asked.get() > 2;
        });

    // when
    Verdict verdict = history.judge(store);

    // then
    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.isSound()).isTrue();
    assertThat(verdict.counts()).isEqualTo(new Verdict.Counts(6, 2, 2, 5, 2, 9, 2));
  }

  private void workAfterAReset() {
    AppendRequest keyed = AppendRequest.of(event(A, 3), event(B, 4)).withIdempotencyKey("k");
    history.append(lies.losingItsAnswer(store::append), keyed);
    history.append(lies.losingItsAnswer(_ -> store.append(keyed)), AppendRequest.of(event(B, 5)));
    history.appendAndReadBack(store, keyed);
    history.append(store, Lies.expecting(0, event(A, 6)));
    history.append(store, Lies.expecting(2, event(A, 7)));
    history.append(store, AppendRequest.of(event(B, 8).withId("id")));
    history.append(store, AppendRequest.of(event(B, 9).withId("id")));
    history.readStream(store, StreamQuery.forward(A).from(2L));
    history.readStream(store, StreamQuery.backward(B));
  }

  @Test
  void a_history_from_a_token_on_is_about_its_own_domain_alone() {
    // given
    store.append(AppendRequest.of(event(A, 1)));
    String begin = store.append(AppendRequest.of(event(B, 2))).events().getFirst().id();
    ReplayFilter own = new ReplayFilter("own", Set.of());
    history = new History(store.tokenAfter(begin, own), own);
    history.append(store, AppendRequest.of(event(StreamId.of("own", "x"), 3)));
    store.append(AppendRequest.of(event(A, 4)));
    history.append(store, AppendRequest.of(event(StreamId.of("own"), 5)));
    history.tail(store, 1, () -> true);

    // when
    Verdict verdict = history.judge(store);

    // then
    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.counts().events()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void a_history_that_breaks_one_rule_is_refused_for_that_rule(Rule rule) {
    breaks(rule, judged(rule));
  }

  private static void breaks(Rule rule, Verdict verdict) {
    assertThat(verdict.broken()).isNotEmpty().extracting(Broken::rule).containsOnly(rule);
    assertThat(verdict.total()).isEqualTo(verdict.broken().size());
  }

  private Verdict judged(Rule rule) {
    return switch (rule) {
      case ACKNOWLEDGED -> {
        history.append(store, AppendRequest.of(event(A, 1)));
        history.append(store, AppendRequest.of(event(B, 2)));
        yield history.judge(lies.showing(events -> events.subList(0, 1)));
      }
      case REFUSED -> {
        history.append(store, AppendRequest.of(event(A, 1)));
        history.append(lies.refusingWhatItMakes(), Lies.expecting(1, event(A, 2)));
        yield history.judge(store);
      }
      case REASON -> {
        history.append(store, AppendRequest.of(event(A, 1)));
        history.append(lies.answeringConflicts(), Lies.expecting(1, event(A, 2)));
        yield history.judge(store);
      }
      case UNKNOWN -> {
        history.append(lies.losingItsAnswer(lies::twice), AppendRequest.of(event(A, 1)));
        yield history.judge(store);
      }
      case WHOLE -> {
        AppendRequest whole = AppendRequest.of(event(A, 1), event(B, 2));
        history.append(lies.losingItsAnswer(lies::half), whole);
        yield history.judge(store);
      }
      case SENT -> {
        history.append(lies.losingItsAnswer(store::append), AppendRequest.of(event(A, 1)));
        yield history.judge(lies.altering(Lies::altered));
      }
      case DENSE -> {
        history.append(lies.losingItsAnswer(store::append), AppendRequest.of(event(A, 1)));
        yield history.judge(lies.altering(Lies::atNextVersion));
      }
      case ORDER -> {
        history.append(store, AppendRequest.of(event(A, 1)));
        history.append(store, AppendRequest.of(event(B, 2)));
        yield history.judge(lies.showing(events -> events.reversed()));
      }
      case WINNER -> {
        EventStore careless = lies.appending(lies::whateverTheVersion);
        history.append(careless, Lies.expecting(0, event(A, 1)));
        history.append(careless, Lies.expecting(0, event(A, 2)));
        yield history.judge(store);
      }
      case CONDITION -> {
        EventStore careless = lies.appending(r -> store.append(r.withCondition(null)));
        history.append(store, AppendRequest.of(event(A, 1).withTags("x")));
        history.append(careless, Lies.ifNone("x", event(B, 2)));
        yield history.judge(store);
      }
      case TAIL -> {
        history.append(store, AppendRequest.of(event(A, 1), event(A, 2)));
        history.tail(lies.altering(Lies::altered), 1, () -> true);
        yield history.judge(store);
      }
      case RESUME -> {
        history.append(store, AppendRequest.of(event(A, 1), event(A, 2), event(A, 3)));
        history.tail(store, 1, () -> true);
        yield history.judge(lies.skippingAfterTokens());
      }
      case STREAM -> {
        history.append(store, AppendRequest.of(event(A, 1), event(A, 2)));
        history.readStream(lies.skippingInStreams(), StreamQuery.forward(A));
        yield history.judge(store);
      }
      case OWN_WRITES -> {
        history.appendAndReadBack(lies.forgettingVersions(), AppendRequest.of(event(A, 1)));
        yield history.judge(store);
      }
      case RESET -> {
        history.append(store, AppendRequest.of(event(A, 1)));
        history.reset(lies.notResetting(), BUDGET);
        yield history.judge(store);
      }
    };
  }

  @Test
  void a_repeat_that_is_refused_is_found() {
    AppendRequest keyed = Lies.expecting(0, event(A, 1)).withIdempotencyKey("k");
    history.append(store, keyed);
    history.append(lies.answeringConflicts(), keyed);

    breaks(Rule.REFUSED, history.judge(store));
  }

  @Test
  void a_condition_that_nothing_breaks_is_no_reason() {
    EventStore lying =
        lies.answering(_ -> {}, new StoreException.ConditionFailed(java.util.List.of()));
    history.append(store, AppendRequest.of(event(A, 1).withTags("y")));
    history.append(lying, Lies.ifNone("x", event(A, 2)));

    breaks(Rule.REASON, history.judge(store));
  }

  @Test
  void a_version_of_a_stream_without_an_event_is_held_against_the_log() {
    EventStore careless = lies.appending(lies::whateverTheVersion);
    history.append(store, AppendRequest.of(event(A, 1)));
    history.append(
        careless, AppendRequest.of(event(B, 2)).expecting(A, ExpectedVersion.exactly(0)));

    breaks(Rule.CONDITION, history.judge(store));
  }

  @Test
  void conditions_that_hold_and_that_do_not_are_sound() {
    history.append(store, Lies.ifNone("x", event(A, 1).withTags("x")));
    history.append(store, Lies.ifNone("x", event(A, 2).withTags("x")));
    history.append(store, AppendRequest.of(event(B, 3)).expecting(A, ExpectedVersion.exactly(1)));

    assertThat(history.judge(store).broken()).isEmpty();
    assertThat(history.progress()).isEqualTo(new History.Progress(2, 1, 0));
  }

  @Test
  void an_id_that_nobody_has_taken_is_no_reason() {
    EventStore lying = lies.answering(_ -> {}, new StoreException.DuplicateEvent("i"));
    history.append(lying, AppendRequest.of(event(A, 1).withId("i")));

    breaks(Rule.REASON, history.judge(store));
  }

  @Test
  void a_stream_that_is_read_as_it_was_before_is_found() {
    history.append(store, AppendRequest.of(event(A, 1), event(A, 2)));
    history.readStream(lies.shorteningStreams(), StreamQuery.forward(A));

    breaks(Rule.OWN_WRITES, history.judge(store));
  }

  @Test
  void an_event_that_was_shown_once_too_early_is_found() {
    history.append(store, AppendRequest.of(event(A, 1)));
    history.readStream(lies.alteringInStreams(), StreamQuery.forward(A));
    history.readStream(store, StreamQuery.forward(A));

    breaks(Rule.STREAM, history.judge(store));
  }

  @Test
  void an_acknowledged_append_that_is_there_twice_is_found() {
    history.append(lies.appending(lies::twice), AppendRequest.of(event(A, 1)));

    breaks(Rule.ACKNOWLEDGED, history.judge(store));
  }

  @Test
  void an_acknowledged_append_that_is_elsewhere_is_found() {
    history.append(lies.appending(lies::elsewhere), AppendRequest.of(event(A, 1)));

    breaks(Rule.ACKNOWLEDGED, history.judge(store));
  }

  @Test
  void an_acknowledged_append_with_ids_of_the_clients_that_is_gone_is_found() {
    history.append(store, AppendRequest.of(event(A, 1).withId("id")));

    breaks(Rule.ACKNOWLEDGED, history.judge(MemoryEventStore.create()));
  }

  @Test
  void an_append_after_a_reset_that_is_gone_is_found() {
    history.reset(store, BUDGET);
    history.append(store, AppendRequest.of(event(A, 1)));
    store.reset(BUDGET);

    breaks(Rule.ACKNOWLEDGED, history.judge(store));
  }

  @Test
  void a_reader_that_stops_before_the_end_is_found() {
    history.append(store, AppendRequest.of(event(A, 1), event(A, 2)));
    history.tail(lies.showing(events -> events.subList(0, 1)), 2, () -> true);

    assertThat(history.judge(store).broken()).extracting(Broken::rule).contains(Rule.TAIL);
  }

  @Test
  void a_stream_that_shows_what_the_log_has_not_is_found() {
    history.append(store, AppendRequest.of(event(A, 1)));
    history.readStream(lies.alteringInStreams(), StreamQuery.forward(A));

    breaks(Rule.STREAM, history.judge(store));
  }

  @Test
  void a_token_from_before_a_reset_that_is_taken_is_found() {
    history.append(store, AppendRequest.of(event(A, 1)));
    history.tail(store, 1, () -> true);
    history.reset(store, BUDGET);

    breaks(Rule.RESET, history.judge(lies.takingOldTokens()));
  }

  @Test
  void a_reset_that_never_was_is_found() {
    history.tail(lies.tellingOfAReset(), 1, () -> true);

    breaks(Rule.RESET, history.judge(store));
  }

  private static NewEvent event(StreamId stream, int number) {
    return NewEvent.of(stream, "numbered", Json.parse("" + number));
  }
}
