package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.DuplicateEvent;
import io.schemeless.eventstore.store.StoreException.IdempotencyMismatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Event ids of the client's, and idempotency keys.
public abstract class ClaimContract extends StoreContract {

  @Test
  void an_id_of_the_clients_is_kept() {
    AppendResult result = store.append(AppendRequest.of(event(A, 1).withId("order-1")));

    assertThat(result.events().getFirst().id()).isEqualTo("order-1");
    assertThat(list(store.allEvents(10))).extracting(Event::id).containsExactly("order-1");
  }

  @Test
  void an_id_can_be_taken_only_once_in_the_whole_store() {
    store.append(AppendRequest.of(event(A, 1).withId("order-1")));

    DuplicateEvent duplicate =
        catchThrowableOfType(
            DuplicateEvent.class,
            () -> store.append(AppendRequest.of(event(B, 2).withId("order-1"))));

    assertThat(duplicate.id()).isEqualTo("order-1");
    assertThat(payloads(store.allEvents(10))).containsExactly("1");
  }

  @Test
  void one_taken_id_refuses_the_whole_append() {
    store.append(AppendRequest.of(event(A, 1).withId("order-1")));

    assertThatThrownBy(
            () ->
                store.append(
                    AppendRequest.of(event(B, 2).withId("order-2"), event(C, 3).withId("order-1"))))
        .isInstanceOf(DuplicateEvent.class);

    AppendResult later = store.append(AppendRequest.of(event(B, 4).withId("order-2")));
    assertThat(later.events().getFirst().sequence()).isEqualTo(1);
    assertThat(payloads(store.allEvents(10))).containsExactly("1", "4");
  }

  @Test
  void the_same_request_with_the_same_ids_gets_the_first_answer() {
    AppendRequest request = AppendRequest.of(event(A, 1).withId("order-1"), event(B, 2));
    AppendResult first = store.append(request);

    AppendResult again = ports.open().append(request);

    assertThat(again.repeated()).isTrue();
    assertThat(again.events()).isEqualTo(first.events());
    assertThat(again.position()).isEqualTo(first.position());
    assertThat(again.recorded()).isEqualTo(first.recorded());
    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 2));
  }

  @Test
  void the_same_request_with_the_same_key_gets_the_first_answer() {
    AppendRequest request = AppendRequest.of(event(A, 1), event(B, 2)).withIdempotencyKey("k");
    AppendResult first = store.append(request);
    store.append(AppendRequest.of(event(A, 3)));

    AppendResult again = store.append(request);

    assertThat(again.repeated()).isTrue();
    assertThat(again.events()).isEqualTo(first.events());
    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 3));
  }

  @Test
  void the_same_request_may_write_the_members_of_its_objects_in_any_order() {
    NewEvent first =
        NewEvent.of(A, "t", Json.parse("{\"a\":1,\"b\":{\"d\":2,\"c\":[{\"f\":3,\"e\":4}]}}"))
            .withMeta(Json.parse("{\"x\":1,\"y\":2}"));
    NewEvent other =
        NewEvent.of(A, "t", Json.parse("{\"b\":{\"c\":[{\"e\":4,\"f\":3}],\"d\":2},\"a\":1}"))
            .withMeta(Json.parse("{\"y\":2,\"x\":1}"));
    store.append(AppendRequest.of(first).withIdempotencyKey("k"));
    store.append(AppendRequest.of(first.withId("id-1")));

    assertThat(store.append(AppendRequest.of(other).withIdempotencyKey("k")).repeated()).isTrue();
    assertThat(store.append(AppendRequest.of(other.withId("id-1"))).repeated()).isTrue();
    assertThat(payloads(store.allEvents(10)))
        .containsExactly(first.payload().text(), first.payload().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[2,1]}", "{\"a\":[1,2.0]}", "{\"a\":[1,2],\"b\":null}", "{}"})
  void a_request_with_another_value_is_another_request(String other) {
    store.append(
        AppendRequest.of(NewEvent.of(A, "t", Json.parse("{\"a\":[1,2]}"))).withIdempotencyKey("k"));

    assertThatThrownBy(
            () ->
                store.append(
                    AppendRequest.of(NewEvent.of(A, "t", Json.parse(other)))
                        .withIdempotencyKey("k")))
        .isInstanceOf(IdempotencyMismatch.class);
  }

  @Test
  void a_repeated_request_is_answered_even_where_its_expected_version_has_passed() {
    AppendRequest request =
        AppendRequest.of(event(A, 1))
            .expecting(A, ExpectedVersion.noStream())
            .withIdempotencyKey("k");
    AppendResult first = store.append(request);

    AppendResult again = ports.open().append(request);

    assertThat(again.repeated()).isTrue();
    assertThat(again.events()).isEqualTo(first.events());
  }

  @Test
  void a_key_that_was_used_for_another_request_is_refused() {
    store.append(AppendRequest.of(event(A, 1)).withIdempotencyKey("k"));

    assertThatThrownBy(() -> store.append(AppendRequest.of(event(A, 2)).withIdempotencyKey("k")))
        .isInstanceOf(IdempotencyMismatch.class);

    assertThat(payloads(store.allEvents(10))).containsExactly("1");
  }

  @Test
  void another_expected_version_is_another_request() {
    AppendRequest request = AppendRequest.of(event(A, 1)).withIdempotencyKey("k");
    store.append(request);

    assertThatThrownBy(() -> store.append(request.expecting(A, ExpectedVersion.noStream())))
        .isInstanceOf(IdempotencyMismatch.class);
  }

  @Test
  void a_key_and_an_id_of_the_same_text_do_not_meet() {
    store.append(AppendRequest.of(event(A, 1).withId("same")));

    AppendResult result = store.append(AppendRequest.of(event(A, 2)).withIdempotencyKey("same"));

    assertThat(result.repeated()).isFalse();
  }

  @Test
  void a_reset_frees_ids_and_keys() {
    AppendRequest request = AppendRequest.of(event(A, 1).withId("order-1")).withIdempotencyKey("k");
    store.append(request);
    store.reset(Duration.ZERO);

    AppendResult again = store.append(request);

    assertThat(again.repeated()).isFalse();
    assertThat(again.events().getFirst().sequence()).isEqualTo(1);
  }

  @Test
  void a_hundred_ids_are_taken_at_once() {
    AppendRequest request =
        AppendRequest.of(
            events(A, 1, 100).stream().map(e -> e.withId("id-" + e.payload().text())).toList());

    store.append(request);

    assertThat(store.append(request).repeated()).isTrue();
    assertThat(payloads(store.allEvents(100))).isEqualTo(numbers(1, 100));
  }
}
