package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.AppendResult.Appended;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StoreOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Appends: versions, order and atomicity.
public abstract class AppendContract extends StoreContract {

  @Test
  void the_first_append_gets_position_1_and_sequence_1() {
    AppendResult result = store.append(AppendRequest.of(event(A, "placed")));

    assertThat(result.position()).isEqualTo(1);
    assertThat(result.repeated()).isFalse();
    assertThat(result.events()).extracting(Appended::sequence).containsExactly(1L);
    assertThat(result.events()).extracting(Appended::stream).containsExactly(A);
  }

  @Test
  void sequences_are_dense_and_positions_rise() {
    AppendResult first = store.append(AppendRequest.of(events(A, 1, 3)));
    AppendResult second = store.append(AppendRequest.of(events(A, 4, 5)));

    assertThat(first.events()).extracting(Appended::sequence).containsExactly(1L, 2L, 3L);
    assertThat(second.events()).extracting(Appended::sequence).containsExactly(4L, 5L);
    assertThat(second.position()).isGreaterThan(first.position());
  }

  @Test
  void a_stream_can_be_created_under_expected_version_0() {
    AppendResult result = store.append(A, ExpectedVersion.exactly(0), List.of(event(A, "placed")));

    assertThat(result.events()).extracting(Appended::sequence).containsExactly(1L);
  }

  @Test
  void an_append_under_the_current_version_goes_through() {
    store.append(AppendRequest.of(events(A, 1, 3)));

    AppendResult result = store.append(A, ExpectedVersion.exactly(3), events(A, 4, 4));

    assertThat(result.events()).extracting(Appended::sequence).containsExactly(4L);
  }

  @Test
  void a_conflict_carries_stream_expected_and_actual_and_changes_nothing() {
    store.append(AppendRequest.of(events(A, 1, 3)));

    VersionConflict conflict =
        catchThrowableOfType(
            VersionConflict.class,
            () -> store.append(A, ExpectedVersion.exactly(2), events(A, 9, 9)));

    assertThat(conflict.stream()).isEqualTo(A);
    assertThat(conflict.expected()).hasValue(2);
    assertThat(conflict.actual()).isEqualTo(3);
    assertThat(conflict.retryable()).isFalse();
    assertThat(payloads(store.allEvents(10))).isEqualTo(numbers(1, 3));
  }

  @Test
  void expecting_a_version_above_the_current_one_is_a_conflict() {
    assertThatThrownBy(() -> store.append(A, ExpectedVersion.exactly(1), events(A, 1, 1)))
        .isInstanceOf(VersionConflict.class);
  }

  @Test
  void expecting_no_stream_where_there_is_one_is_a_conflict() {
    store.append(AppendRequest.of(events(A, 1, 1)));

    assertThatThrownBy(() -> store.append(A, ExpectedVersion.noStream(), events(A, 2, 2)))
        .isInstanceOf(VersionConflict.class);
  }

  @Test
  void expecting_some_stream_where_there_is_none_is_a_conflict() {
    VersionConflict conflict =
        catchThrowableOfType(
            VersionConflict.class,
            () -> store.append(A, ExpectedVersion.someStream(), events(A, 1, 1)));

    assertThat(conflict.expected()).isEmpty();
    assertThat(conflict.actual()).isZero();
    assertThat(store.streamVersion(A)).isZero();
    store.append(AppendRequest.of(events(A, 1, 2)));
    store.append(A, ExpectedVersion.someStream(), events(A, 3, 3));
    assertThat(store.streamVersion(A)).isEqualTo(3);
  }

  @Test
  void a_version_that_is_not_to_be_is_a_conflict_and_any_other_goes_through() {
    ExpectedVersion other = ExpectedVersion.noneOf(List.of(2L, 5L));
    store.append(AppendRequest.of(events(A, 1, 1)));

    store.append(A, other, events(A, 2, 2));

    assertThatThrownBy(() -> store.append(A, other, events(A, 3, 3)))
        .isInstanceOf(VersionConflict.class);
    assertThat(store.streamVersion(A)).isEqualTo(2);
  }

  @Test
  void a_process_with_an_outdated_memory_of_a_stream_still_answers_rightly() {
    EventStore other = ports.open();
    store.append(AppendRequest.of(events(A, 1, 1)));
    other.append(AppendRequest.of(events(A, 2, 2)));

    VersionConflict conflict =
        catchThrowableOfType(
            VersionConflict.class,
            () -> store.append(A, ExpectedVersion.exactly(1), events(A, 9, 9)));
    AppendResult result = other.append(A, ExpectedVersion.exactly(2), events(A, 3, 3));
    AppendResult last = store.append(AppendRequest.of(events(A, 4, 4)));

    assertThat(conflict.actual()).isEqualTo(2);
    assertThat(result.events()).extracting(Appended::sequence).containsExactly(3L);
    assertThat(last.events()).extracting(Appended::sequence).containsExactly(4L);
  }

  @Test
  void an_append_over_several_streams_keeps_the_given_order() {
    AppendResult result =
        store.append(
            AppendRequest.of(event(A, 1), event(C, 2), event(A, 3), event(B, 4), event(C, 5)));

    List<Event> all = list(store.allEvents(10));
    assertThat(payloads(all)).isEqualTo(numbers(1, 5));
    assertThat(all).extracting(Event::index).containsExactly(0, 1, 2, 3, 4);
    assertThat(all).extracting(Event::sequence).containsExactly(1L, 1L, 2L, 1L, 2L);
    assertThat(all).extracting(Event::position).containsOnly(result.position());
    assertThat(result.events()).extracting(Appended::stream).containsExactly(A, C, A, B, C);
    assertThat(payloads(store.streamEvents(C, 1))).containsExactly("2", "5");
  }

  @Test
  void a_conflict_in_one_of_several_streams_appends_nothing_to_any() {
    store.append(AppendRequest.of(event(B, 1)));
    AppendRequest request =
        AppendRequest.of(event(A, 2), event(B, 3))
            .expecting(A, ExpectedVersion.noStream())
            .expecting(B, ExpectedVersion.noStream());

    VersionConflict conflict =
        catchThrowableOfType(VersionConflict.class, () -> store.append(request));

    assertThat(conflict.stream()).isEqualTo(B);
    assertThat(store.streamVersion(A)).isZero();
    assertThat(payloads(store.allEvents(10))).containsExactly("1");
  }

  @Test
  void a_large_event_comes_back_whole_and_a_refused_append_leaves_it_alone() {
    String large = "\"" + Noise.text(200_000) + "\"";
    store.append(AppendRequest.of(NewEvent.of(A, "large", Json.parse(large))));

    assertThatThrownBy(
            () ->
                store.append(
                    A,
                    ExpectedVersion.noStream(),
                    List.of(
                        NewEvent.of(A, "large", Json.parse("\"" + Noise.text(200_000) + "\"")))))
        .isInstanceOf(VersionConflict.class);

    assertThat(payloads(store.allEvents(10))).containsExactly(large);
    assertThat(payloads(store.streamEvents(A, 1))).containsExactly(large);
  }

  @Test
  void large_and_small_bodies_may_stand_in_one_append() {
    EventStore small = ports.open(StoreOptions.DEFAULT.withOffloadThreshold(4096));
    String large = "\"" + Noise.text(9_000) + "\"";

    small.append(
        AppendRequest.of(event(A, 1), NewEvent.of(B, "large", Json.parse(large)), event(C, 3)));

    assertThat(payloads(small.allEvents(10))).containsExactly("1", large, "3");
  }

  @Test
  void an_append_of_a_thousand_events_is_one_position() {
    AppendResult result = store.append(AppendRequest.of(events(A, 1, 1000)));

    assertThat(payloads(store.allEvents(1000))).isEqualTo(numbers(1, 1000));
    assertThat(list(store.allEvents(300)))
        .extracting(Event::position)
        .containsOnly(result.position());
  }
}
