package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.IdempotencyMismatch;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events that a source and an id name together, beside those that an id names alone.
public abstract class SourceContract extends StoreContract {

  private static NewEvent native1(String source, StreamId stream, int number) {
    Json meta = Json.parse("{\"source\":\"" + source + "\",\"subject\":\"s\"}");
    return event(stream, number).withMeta(meta).withId("1");
  }

  private static NewEvent of(String source, StreamId stream, int number) {
    return native1(source, stream, number).withBySource(true);
  }

  private AppendResult append(NewEvent... events) {
    return store.append(AppendRequest.of(events));
  }

  @Test
  void the_same_id_of_two_sources_names_two_events() {
    append(of("/a", A, 1));
    append(of("/b", A, 2));

    assertThat(store.event("1", "/a").orElseThrow().payload().text()).isEqualTo("1");
    Event b = store.event("1", "/b").orElseThrow();
    assertThat(b.payload().text()).isEqualTo("2");
    assertThat(b.bySource()).isTrue();
    assertThat(list(store.allEvents(10)).getLast()).isEqualTo(b);
    assertThat(store.event("1", "/c")).isEmpty();
    assertThat(store.event("2", "/a")).isEmpty();
    assertThat(store.event("1")).isEmpty();
  }

  @Test
  void two_sources_may_meet_in_one_append_and_in_one_name() {
    append(of("/a", A, 1), of("/b", B, 2));
    append(of("x", A, 3).withId("yz"), of("xy", A, 4).withId("z"));

    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 4));
    assertThat(store.event("z", "xy").orElseThrow().payload().text()).isEqualTo("4");
  }

  @Test
  void a_repeat_from_the_same_source_gets_the_first_answer() {
    AppendRequest request = AppendRequest.of(of("/a", A, 1), event(B, 2));
    AppendResult first = store.append(request);

    AppendResult again = ports.open().append(request);

    assertThat(again.repeated()).isTrue();
    assertThat(again.events()).isEqualTo(first.events());
    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 2));
  }

  @Test
  void another_event_of_the_same_source_is_refused() {
    append(of("/a", A, 1));

    assertThatThrownBy(() -> append(of("/a", B, 2)))
        .isInstanceOfSatisfying(DuplicateEvent.class, e -> assertThat(e.id()).isEqualTo("1"));
    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 1));
  }

  @Test
  void an_id_that_names_an_event_alone_is_taken_for_its_source_and_for_no_other() {
    append(native1("/a", A, 1));
    append(of("/b", A, 2));

    assertThat(append(of("/a", A, 1)).repeated()).isTrue();
    assertThatThrownBy(() -> append(of("/a", A, 3))).isInstanceOf(DuplicateEvent.class);
    assertThatThrownBy(() -> append(native1("/c", A, 4))).isInstanceOf(DuplicateEvent.class);
    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 2));
    assertThat(store.event("1").orElseThrow().payload().text()).isEqualTo("1");
    assertThat(store.event("1", "/a")).isEqualTo(store.event("1"));
  }

  @Test
  void a_repeat_finds_its_own_event_though_its_id_names_another_one_alone() {
    append(of("/a", A, 1));
    append(native1("/a", B, 2));

    assertThat(append(of("/a", A, 1)).repeated()).isTrue();
    assertThat(append(native1("/a", B, 2)).repeated()).isTrue();
    assertThat(store.event("1", "/a").orElseThrow().payload().text()).isEqualTo("1");
  }

  @Test
  void the_event_that_an_id_names_alone_may_be_one_of_several_or_lie_in_the_bucket() {
    Json large = Json.parse('"' + Noise.text(50_000) + '"');
    append(event(B, 1), native1("/a", A, 2).withPayload(large), event(A, 3));

    assertThatThrownBy(() -> append(of("/a", A, 4))).isInstanceOf(DuplicateEvent.class);
    append(of("/b", A, 5));
  }

  @Test
  void a_key_stands_for_what_names_the_events_too() {
    AppendRequest before = AppendRequest.of(native1("/a", A, 1)).withIdempotencyKey("k");
    AppendRequest now = AppendRequest.of(of("/a", A, 1)).withIdempotencyKey("k");
    AppendRequest other = AppendRequest.of(of("/b", A, 2)).withIdempotencyKey("k2");
    store.append(before);
    store.append(other);

    assertThat(store.append(now).repeated()).isTrue();
    assertThat(store.append(other).repeated()).isTrue();
    assertThatThrownBy(
            () ->
                store.append(
                    AppendRequest.of(native1("/b", A, 2).withId("2")).withIdempotencyKey("k2")))
        .isInstanceOf(IdempotencyMismatch.class);
  }

  @Test
  void a_source_may_be_longer_than_a_key() {
    String source = "urn:" + "é".repeat(20_000);
    append(of(source, A, 1));
    append(of(source + "x", A, 2));

    assertThat(store.event("1", source).orElseThrow().payload().text()).isEqualTo("1");
    assertThat(append(of(source, A, 1)).repeated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"source\":7}", "{\"source\":\"\"}", "[\"source\"]"})
  void only_an_event_with_a_source_can_be_named_by_it(String meta) {
    for (NewEvent event :
        List.of(
            event(A, 1).withMeta(Json.parse(meta)).withId("1").withBySource(true),
            of("/a", A, 1).withId(null))) {
      assertThatThrownBy(() -> append(event))
          .isInstanceOfSatisfying(
              InvalidRequest.class,
              e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/events/0/bySource"));
    }
  }

  @Test
  void a_name_that_occurs_twice_in_an_append_is_refused() {
    assertThatThrownBy(() -> append(of("/a", A, 1), of("/a", B, 2)))
        .isInstanceOf(InvalidRequest.class);
  }
}
