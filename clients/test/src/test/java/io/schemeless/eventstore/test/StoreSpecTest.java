package io.schemeless.eventstore.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreSpecTest {
  private static final StreamId CASE = StreamId.of("permit", "case-1");
  private static final NewEvent RECEIVED = event("received", "{\"by\":\"anna\",\"fee\":1.10}");
  private static final NewEvent GRANTED = event("granted", "{\"by\":\"ben\"}");

  private static NewEvent event(String type, String payload) {
    return NewEvent.of(CASE, type, Json.parse(payload));
  }

  private static void grant(EventStore store) {
    long version = store.streamVersion(CASE);
    if (version == 0) {
      throw new IllegalStateException("nothing was received");
    }
    if (version == 1) {
      store.append(CASE, ExpectedVersion.exactly(version), List.of(GRANTED));
    }
  }

  @Test
  void what_is_appended_is_what_was_not_given() {
    StoreSpec.given(RECEIVED).when(StoreSpecTest::grant).thenAppended(GRANTED);
    StoreSpec.given(RECEIVED, GRANTED).when(StoreSpecTest::grant).thenNothing();
    StoreSpec.given(Collections.nCopies(1_001, RECEIVED)).when(store -> {}).thenNothing();
  }

  @Test
  void what_is_refused_is_given_back() {
    assertThat(
            StoreSpec.given().when(StoreSpecTest::grant).thenRefused(IllegalStateException.class))
        .hasMessage("nothing was received");
    StoreSpec.given(RECEIVED)
        .when(store -> store.append(CASE, ExpectedVersion.noStream(), List.of(GRANTED)))
        .thenRefused(StoreException.VersionConflict.class);
  }

  @Test
  void the_order_of_members_is_no_difference_and_an_id_is_one_if_it_is_given() {
    NewEvent turned = event("received", "{\"fee\":1.10,\"by\":\"anna\"}");
    StoreAction append =
        store -> store.append(CASE, ExpectedVersion.any(), List.of(RECEIVED.withId("mine")));

    StoreSpec.given().when(append).thenAppended(turned);
    StoreSpec.given().when(append).thenAppended(turned.withId("mine"));
    assertThatThrownBy(() -> StoreSpec.given().when(append).thenAppended(turned.withId("yours")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("id=yours")
        .hasMessageContaining("id=mine");
  }

  @Test
  void a_difference_shows_what_is_missing_and_what_is_too_much() {
    NewEvent other = event("granted", "{\"by\":\"cleo\"}");
    assertThatThrownBy(
            () ->
                StoreSpec.given()
                    .when(
                        store ->
                            store.append(CASE, ExpectedVersion.any(), List.of(RECEIVED, GRANTED)))
                    .thenAppended(RECEIVED, other))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            appended is not what was expected (-), but (+):
              permit/case-1  received  {"by":"anna","fee":1.10}
            - permit/case-1  granted  {"by":"cleo"}
            + permit/case-1  granted  {"by":"ben"}
            """);
  }

  @Test
  void each_expectation_can_fail() {
    StoreSpec.Then refused = StoreSpec.given().when(StoreSpecTest::grant);
    StoreSpec.Then done = StoreSpec.given(RECEIVED).when(StoreSpecTest::grant);

    assertThatThrownBy(refused::thenNothing)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing was received")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> refused.thenRefused(StoreException.class))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> done.thenRefused(IllegalStateException.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("+ permit/case-1  granted");
    assertThatThrownBy(
            () -> StoreSpec.given().when(store -> {}).thenRefused(IllegalStateException.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it was done");
  }
}
