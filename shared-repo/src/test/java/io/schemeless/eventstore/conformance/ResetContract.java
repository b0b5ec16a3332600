package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.StoreException.RestoredTable;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StoreInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Resets, and the clearing away after them.
public abstract class ResetContract extends StoreContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void a_reset_empties_the_store_for_every_process_at_once() {
    EventStore other = ports.open();
    other.append(AppendRequest.of(events(A, 1, 5)));
    store.reset(LONG);

    AppendResult result = other.append(A, ExpectedVersion.noStream(), events(A, 6, 6));

    assertThat(result.position()).isEqualTo(1);
    assertThat(payloads(store.allEvents(10))).containsExactly("6");
    assertThat(store.streamVersion(A)).isEqualTo(1);
    assertThat(store.listStreams(null, null, 10).streams()).hasSize(1);
  }

  @Test
  void a_stream_that_a_reset_took_is_not_there_for_a_process_that_remembers_it() {
    EventStore other = ports.open();
    other.append(AppendRequest.of(events(A, 1, 5)));
    store.reset(LONG);

    assertThatThrownBy(() -> other.append(A, ExpectedVersion.someStream(), events(A, 6, 6)))
        .isInstanceOf(VersionConflict.class);

    assertThat(list(store.allEvents(10))).isEmpty();
  }

  @Test
  void a_reset_changes_the_incarnation() {
    StoreInfo before = store.info();

    store.reset(LONG);

    assertThat(store.info().incarnation()).isNotEqualTo(before.incarnation());
    assertThat(ports.open().info()).isEqualTo(store.info());
  }

  @Test
  void a_purge_leaves_nothing_behind() {
    for (int i = 0; i < 40; i++) {
      store.append(
          AppendRequest.of(event(A, i).withId("id-" + i).withCorrelationId("c"), event(B, i))
              .withIdempotencyKey("k" + i));
    }
    store.append(
        AppendRequest.of(NewEvent.of(C, "large", Json.parse("\"" + Noise.text(60_000) + "\""))));
    String incarnation = store.info().incarnation();

    PurgeState state = store.reset(LONG);

    assertThat(state.complete()).isTrue();
    assertThat(state.items()).isGreaterThan(200);
    assertThat(state.objects()).isEqualTo(1);
    assertThat(left(incarnation)).isZero();
    assertThat(ports.objects().deleteSome(incarnation)).isZero();
  }

  @Test
  void a_purge_that_ran_out_of_time_is_finished_by_the_next_one() {
    store.append(AppendRequest.of(events(A, 1, 100)));
    String incarnation = store.info().incarnation();

    PurgeState cut = store.reset(Duration.ZERO);
    PurgeState rest = ports.open().purge(LONG);

    assertThat(cut.complete()).isFalse();
    assertThat(rest.complete()).isTrue();
    assertThat(left(incarnation)).isZero();
  }

  @Test
  void an_empty_store_can_be_reset_again_and_again() {
    for (int i = 0; i < 3; i++) {
      assertThat(store.reset(LONG).complete()).isTrue();
    }

    assertThat(store.append(AppendRequest.of(event(A, 1))).position()).isEqualTo(1);
  }

  @Test
  void a_restored_copy_of_the_table_is_refused() {
    store.append(AppendRequest.of(event(A, 1)));

    EventStore restored = new Ports(new OtherTable(ports.cells()), ports.objects()).open();

    assertThatThrownBy(() -> restored.append(AppendRequest.of(event(A, 2))))
        .isInstanceOf(RestoredTable.class);
    assertThatThrownBy(() -> list(restored.allEvents(10))).isInstanceOf(RestoredTable.class);
  }

  @Test
  void several_processes_may_meet_a_new_table_at_once() {
    List<EventStore> stores = List.of(ports.open(), ports.open(), ports.open(), ports.open());

    List<String> incarnations =
        stores.parallelStream().map(s -> s.info().incarnation()).distinct().toList();

    assertThat(incarnations).hasSize(1);
  }

  private int left(String incarnation) {
    int left = 0;
    KeyPage.@Nullable Bookmark next = null;
    do {
      KeyPage page = ports.cells().scan(List.of(incarnation), next);
      left += page.keys().size();
      next = page.next();
    } while (next != null);
    return left;
  }
}
