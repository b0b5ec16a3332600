package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StoreException.ConditionFailed.Match;
import io.schemeless.eventstore.store.StoreException.IdempotencyMismatch;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tags, queries, and appends under conditions.
public abstract class ConditionContract extends StoreContract {
  private static final EventQuery RED = EventQuery.of(Item.ofTags("red"));

  private static NewEvent tagged(StreamId stream, String type, String... tags) {
    return event(stream, type).withTags(tags);
  }

  private static AppendRequest ifNone(EventQuery query, NewEvent... events) {
    return AppendRequest.of(events).withCondition(AppendCondition.none(query));
  }

  private static AppendRequest ifNoneSince(
      ContinuationToken after, EventQuery query, NewEvent... events) {
    return AppendRequest.of(events).withCondition(AppendCondition.noneSince(after, query));
  }

  private List<String> types(EventQuery query) {
    return list(store.events(query)).stream().map(Event::type).toList();
  }

  @Test
  void tags_are_given_back_in_their_order_and_found() {
    List<String> strange =
        List.of("a/b", "a", "/", "ä", "a\u0308", "\u0000", "\"\\", "=", "x:y z", "😀".repeat(64));
    store.append(AppendRequest.of(event(A, "1").withTags(strange), event(B, "2")));

    assertThat(list(store.allEvents(10)).getFirst().tags()).isEqualTo(strange);
    assertThat(list(store.allEvents(10)).getLast().tags()).isEmpty();
    for (String tag : strange) {
      assertThat(types(EventQuery.of(Item.ofTags(tag)))).as(tag).containsExactly("1");
    }
    assertThat(types(EventQuery.of(Item.ofTags("b"), Item.ofTags("A")))).isEmpty();
  }

  @Test
  void tags_out_of_bounds_are_refused_with_their_places() {
    List<NewEvent> wrong =
        List.of(
            event(A, "t").withTags(""),
            event(A, "t").withTags("x".repeat(257)),
            event(A, "t").withTags("a", "a"),
            event(A, "t").withTags("\uD800"),
            event(A, "t").withTags(IntStream.range(0, 21).mapToObj(i -> "" + i).toList()));
    for (NewEvent event : wrong) {
      InvalidRequest refused =
          catchThrowableOfType(InvalidRequest.class, () -> store.append(AppendRequest.of(event)));
      assertThat(refused.violations().getFirst().pointer()).startsWith("/events/0/tags");
    }
    List<NewEvent> many =
        IntStream.range(0, 51)
            .mapToObj(
                i ->
                    event(A, "t")
                        .withTags(IntStream.range(0, 20).mapToObj(j -> i + "." + j).toList()))
            .toList();
    assertThatThrownBy(() -> store.append(AppendRequest.of(many)))
        .isInstanceOf(InvalidRequest.class);
    assertThat(list(store.allEvents(10))).isEmpty();

    List<String> most =
        IntStream.range(0, 20).mapToObj(i -> (char) ('a' + i) + "x".repeat(255)).toList();
    store.append(AppendRequest.of(event(A, "t").withTags(most)));
    assertThat(types(EventQuery.of(new Item(Set.of(), Set.copyOf(most))))).hasSize(1);
  }

  @Test
  void a_query_brings_what_one_of_its_items_wants() {
    store.append(AppendRequest.of(tagged(A, "1", "red"), tagged(A, "2", "blue", "red")));
    store.append(AppendRequest.of(tagged(B, "3", "blue"), event(B, "4")));
    store.append(AppendRequest.of(tagged(A, "5", "red", "green")));

    assertThat(types(RED)).containsExactly("1", "2", "5");
    assertThat(types(EventQuery.of(Item.ofTags("red", "blue")))).containsExactly("2");
    assertThat(types(EventQuery.of(Item.ofTags("red").withTypes("5", "3")))).containsExactly("5");
    assertThat(types(EventQuery.of(Item.ofTags("blue"), Item.ofTags("green"))))
        .containsExactly("2", "3", "5");
    assertThat(types(EventQuery.of(Item.ofTypes("4"), Item.ofTags("green"))))
        .containsExactly("4", "5");
    ReplayFilter filter = new ReplayFilter("order", Set.of("2", "3"), Set.of("blue"));
    assertThat(list(store.allEvents(null, 1, filter)))
        .extracting(Event::type)
        .containsExactly("2", "3");
  }

  @Test
  void a_page_of_a_query_goes_on_with_what_comes_later() {
    for (int i = 0; i < 7; i++) {
      store.append(AppendRequest.of(tagged(A, "r" + i, "red"), tagged(B, "b" + i, "blue")));
    }
    EventPage page = store.query(RED, null, PageLimits.ofEvents(3));
    assertThat(page.events()).extracting(Event::type).containsExactly("r0", "r1", "r2");
    assertThat(page.caughtUp()).isFalse();
    EventPage rest = store.query(RED, page.next(), PageLimits.ofEvents(10));
    assertThat(rest.events()).extracting(Event::type).containsExactly("r3", "r4", "r5", "r6");
    assertThat(rest.caughtUp()).isTrue();
    assertThat(store.query(RED, rest.next(), PageLimits.DEFAULT).events()).isEmpty();

    ports.open().append(AppendRequest.of(tagged(B, "late", "red")));
    assertThat(store.query(RED, rest.next(), PageLimits.DEFAULT).events())
        .extracting(Event::type)
        .containsExactly("late");
  }

  @Test
  void an_append_is_made_if_nothing_came_that_its_condition_rules_out() {
    store.append(AppendRequest.of(tagged(A, "old", "red")));
    ContinuationToken seen = store.query(RED, null, PageLimits.DEFAULT).next();

    store.append(AppendRequest.of(tagged(A, "other", "blue")));
    AppendResult made = store.append(ifNoneSince(seen, RED, tagged(B, "new", "red")));

    ConditionFailed refused =
        catchThrowableOfType(
            ConditionFailed.class,
            () -> store.append(ifNoneSince(seen, RED, tagged(B, "again", "red"))));
    assertThat(refused.matched())
        .containsExactly(new Match(made.position(), 0, made.events().getFirst().id()));
    assertThat(refused.retryable()).isFalse();
    assertThatThrownBy(() -> store.append(ifNone(RED, event(A, "no"))))
        .isInstanceOf(ConditionFailed.class);
    assertThat(list(store.allEvents(10)))
        .extracting(Event::type)
        .containsExactly("old", "other", "new");
  }

  @Test
  void the_token_of_any_read_can_be_what_was_seen() {
    store.append(
        AppendRequest.of(tagged(A, "1", "red").withCorrelationId("c"), tagged(A, "2", "red")));
    String last = list(store.allEvents(10)).getLast().id();
    List<ContinuationToken> tokens =
        List.of(
            store.replay(null, PageLimits.DEFAULT, ReplayFilter.ALL).next(),
            store.replay(null, PageLimits.DEFAULT, new ReplayFilter("x", Set.of())).next(),
            store.query(RED, null, PageLimits.DEFAULT).next(),
            store.query(EventQuery.of(Item.ofTypes("1")), null, PageLimits.DEFAULT).next(),
            store.tokenAfter(last, ReplayFilter.ALL));
    for (ContinuationToken token : tokens) {
      store.append(ifNoneSince(token, RED, event(B, "b")));
    }
    ContinuationToken middle = store.query(RED, null, PageLimits.ofEvents(1)).next();
    assertThat(store.numberAt(middle)).isEqualTo(Event.number(1, 1));
    assertThatThrownBy(() -> store.append(ifNoneSince(middle, RED, event(B, "b"))))
        .isInstanceOf(ConditionFailed.class);

    ContinuationToken ofChain =
        store.chain(new Chain.Correlation("c"), null, PageLimits.DEFAULT).next();
    ContinuationToken ofStreams = store.listStreams(null, null, 1).next();
    for (ContinuationToken other : List.of(ofChain, ofStreams)) {
      assertThatThrownBy(() -> store.append(ifNoneSince(other, RED, event(B, "b"))))
          .isInstanceOf(TokenRejected.class);
    }
    assertThatThrownBy(
            () -> store.append(ifNoneSince(new ContinuationToken("AAAA"), RED, event(B, "b"))))
        .isInstanceOf(TokenRejected.class);
    store.reset(Duration.ofMinutes(1));
    assertThatThrownBy(() -> store.append(ifNoneSince(middle, RED, event(B, "b"))))
        .isInstanceOf(StoreWasReset.class);
  }

  @Test
  void a_version_can_be_expected_of_a_stream_without_an_event() {
    store.append(AppendRequest.of(event(A, "1"), event(A, "2")));

    store.append(
        AppendRequest.of(event(B, "1"))
            .expecting(A, ExpectedVersion.exactly(2))
            .expecting(C, ExpectedVersion.noStream()));
    VersionConflict refused =
        catchThrowableOfType(
            VersionConflict.class,
            () ->
                store.append(
                    AppendRequest.of(event(B, "2")).expecting(A, ExpectedVersion.exactly(1))));

    assertThat(refused.actual()).isEqualTo(2);
    assertThat(store.streamVersion(B)).isEqualTo(1);
    assertThat(store.streamVersion(C)).isEqualTo(0);
  }

  @Test
  void a_repeat_gets_its_first_answer_whatever_matches_by_now() {
    AppendRequest keyed = ifNone(RED, tagged(A, "1", "red")).withIdempotencyKey("k");
    AppendRequest named =
        ifNone(EventQuery.of(Item.ofTags("id")), tagged(A, "2", "id").withId("i"));
    AppendResult first = store.append(keyed);
    AppendResult second = store.append(named);
    ports.open().append(AppendRequest.of(tagged(B, "other", "red", "id")));

    assertThat(ports.open().append(keyed))
        .extracting(AppendResult::position, AppendResult::repeated)
        .containsExactly(first.position(), true);
    assertThat(store.append(named).position()).isEqualTo(second.position());
    assertThatThrownBy(() -> store.append(keyed.withCondition(null)))
        .isInstanceOf(IdempotencyMismatch.class);
  }

  @Test
  void a_condition_out_of_bounds_is_refused() {
    List<EventQuery> wrong =
        List.of(
            new EventQuery(List.of()),
            EventQuery.of(new Item(Set.of(), Set.of())),
            EventQuery.of(Item.ofTags("")),
            EventQuery.of(Item.ofTypes("x".repeat(513))),
            new EventQuery(IntStream.range(0, 33).mapToObj(i -> Item.ofTags("t" + i)).toList()));
    for (EventQuery query : wrong) {
      assertThatThrownBy(() -> store.append(ifNone(query, event(A, "1"))))
          .isInstanceOf(InvalidRequest.class);
      assertThatThrownBy(() -> store.query(query, null, PageLimits.DEFAULT))
          .isInstanceOf(InvalidRequest.class);
    }
    EventQuery most =
        new EventQuery(
            IntStream.range(0, 32)
                .mapToObj(i -> Item.ofTags("t" + i, "u" + i).withTypes("a", "b"))
                .toList());
    store.append(ifNone(most, event(A, "1")));
  }

  @Test
  void the_numbers_of_events_rise_over_the_whole_store() {
    store.append(AppendRequest.of(event(A, "1"), event(B, "2")));
    store.append(AppendRequest.of(event(A, "3")));

    assertThat(list(store.allEvents(10)))
        .extracting(Event::number)
        .containsExactly(1_000L, 1_001L, 2_000L);
  }
}
