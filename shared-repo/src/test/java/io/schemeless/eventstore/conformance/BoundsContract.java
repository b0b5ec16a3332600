package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each bound of an append: what lies on it goes through, what lies past it is refused with the
/// place, and changes nothing.
public abstract class BoundsContract extends StoreContract {
  private static final String LONGEST = "é".repeat(256);
  private static final String TOO_LONG = LONGEST + "x";

  private static AppendRequest one(NewEvent event) {
    return AppendRequest.of(event);
  }

  private static Json text(int bytes) {
    return Json.parse("\"" + "x".repeat(bytes - 2) + "\"");
  }

  /// `{"type":"t","payload":}` is around a payload.
  private static NewEvent ofSize(int bytes) {
    return NewEvent.of(A, "t", text(bytes - 23));
  }

  private static AppendRequest streams(int count) {
    return AppendRequest.of(
        IntStream.range(0, count).mapToObj(i -> event(StreamId.of("s", "" + i), i)).toList());
  }

  private static AppendRequest ids(int count) {
    return AppendRequest.of(
        IntStream.range(0, count).mapToObj(i -> event(A, i).withId("id" + i)).toList());
  }

  record Case(String name, AppendRequest request, String pointer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> onTheBound() {
    return Stream.of(
        new Case("1,000 events", AppendRequest.of(events(A, 1, 1000)), ""),
        new Case("100 streams", streams(100), ""),
        new Case("100 ids", ids(100), ""),
        new Case("domain", one(event(StreamId.of(LONGEST, "i"), 1)), ""),
        new Case("domain and identifier", one(event(StreamId.of(LONGEST, LONGEST), 1)), ""),
        new Case("type", one(event(A, LONGEST)), ""),
        new Case("id", one(event(A, 1).withId(LONGEST)), ""),
        new Case("correlation", one(event(A, 1).withCorrelationId(LONGEST)), ""),
        new Case("causation", one(event(A, 1).withCausationId(LONGEST)), ""),
        new Case("key", one(event(A, 1)).withIdempotencyKey(LONGEST), ""),
        new Case("meta", one(event(A, 1).withMeta(text(64 * 1024))), ""),
        new Case("event", one(ofSize(3 * 1024 * 1024)), ""),
        new Case(
            "created",
            one(event(A, 1).withCreated(Instant.parse("9999-12-31T23:59:59.999999999Z"))),
            ""),
        new Case("append", AppendRequest.of(ofSize(3 * 1024 * 1024), ofSize(1024 * 1024)), ""));
  }

  @ParameterizedTest
  @MethodSource("onTheBound")
  void what_lies_on_a_bound_goes_through(Case at) {
    AppendResult result = store.append(at.request());

    assertThat(result.events()).hasSameSizeAs(at.request().events());
    assertThat(list(store.allEvents(1000))).hasSameSizeAs(at.request().events());
  }

  static Stream<Case> pastTheBound() {
    return Stream.of(
        new Case("no event", AppendRequest.of(List.of()), "/events"),
        new Case("1,001 events", AppendRequest.of(events(A, 1, 1001)), "/events"),
        new Case("101 streams", streams(101), "/events"),
        new Case("101 ids", ids(101), "/events"),
        new Case(
            "an id twice",
            AppendRequest.of(event(A, 1).withId("i"), event(B, 2).withId("i")),
            "/events/1/id"),
        new Case("empty domain", one(event(StreamId.of("", "i"), 1)), "/events/0/domain"),
        new Case("long domain", one(event(StreamId.of(TOO_LONG, "i"), 1)), "/events/0/domain"),
        new Case("empty identifier", one(event(StreamId.of("d", ""), 1)), "/events/0/identifier"),
        new Case(
            "long identifier", one(event(StreamId.of("d", TOO_LONG), 1)), "/events/0/identifier"),
        new Case("surrogate", one(event(StreamId.of("d", "\uD800"), 1)), "/events/0/identifier"),
        new Case("empty type", one(event(A, "")), "/events/0/type"),
        new Case("long type", one(event(A, TOO_LONG)), "/events/0/type"),
        new Case("type of a tombstone", one(event(A, "event-store.lost")), "/events/0/type"),
        new Case("long id", one(event(A, 1).withId(TOO_LONG)), "/events/0/id"),
        new Case(
            "long correlation",
            one(event(A, 1).withCorrelationId(TOO_LONG)),
            "/events/0/correlationId"),
        new Case(
            "long causation", one(event(A, 1).withCausationId(TOO_LONG)), "/events/0/causationId"),
        new Case("long key", one(event(A, 1)).withIdempotencyKey(TOO_LONG), "/idempotencyKey"),
        new Case("empty key", one(event(A, 1)).withIdempotencyKey(""), "/idempotencyKey"),
        new Case("meta", one(event(A, 1).withMeta(text(64 * 1024 + 1))), "/events/0/meta"),
        new Case("event", one(ofSize(3 * 1024 * 1024 + 1)), "/events/0"),
        new Case(
            "created",
            one(event(A, 1).withCreated(Instant.parse("+10000-01-01T00:00:00Z"))),
            "/events/0/created"),
        new Case(
            "append",
            AppendRequest.of(ofSize(3 * 1024 * 1024), ofSize(1024 * 1024 + 1)),
            "/events"),
        new Case(
            "101 streams, one of which is expected",
            streams(100).expecting(B, ExpectedVersion.exactly(0)),
            "/expected"),
        new Case(
            "expected of a stream that cannot be",
            one(event(A, 1)).expecting(StreamId.of("", "i"), ExpectedVersion.exactly(0)),
            "/expected"));
  }

  @ParameterizedTest
  @MethodSource("pastTheBound")
  void what_lies_past_a_bound_is_refused_with_the_place_and_changes_nothing(Case past) {
    InvalidRequest refusal =
        catchThrowableOfType(InvalidRequest.class, () -> store.append(past.request()));

    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal.violations())
        .extracting(InvalidRequest.Violation::pointer)
        .containsExactly(past.pointer());
    assertThat(list(store.allEvents(10))).isEmpty();
  }

  @Test
  void many_violations_are_told_at_once_up_to_20() {
    List<NewEvent> wrong = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      wrong.add(event(A, ""));
    }

    InvalidRequest refusal =
        catchThrowableOfType(InvalidRequest.class, () -> store.append(AppendRequest.of(wrong)));

    assertThat(refusal.violations()).hasSize(20);
  }
}
