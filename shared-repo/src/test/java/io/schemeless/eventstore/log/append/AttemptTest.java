package io.schemeless.eventstore.log.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.Misconfigured;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.ForwardingHost;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an append makes of single requests that go wrong, one writer alone.
class AttemptTest {
  private static final StreamId A = StreamId.of("a", "1");
  private static final AppendRequest REQUEST =
      AppendRequest.of(NewEvent.of(A, "t", Json.parse("1")));

  /// What becomes of a put.
  private enum Fate {
    MADE,
    NOT_SENT,
    ANSWER_LOST,
    SENT_TWICE,
    REFUSED_FOR_GOOD,
    /// The client's first try lands, its answer is lost, and the second is refused for good.
    MADE_THEN_REFUSED_FOR_GOOD
  }

  /// Time passes by sleeping alone, and by `later`.
  private static final class Clock extends ForwardingHost {
    private long time = System.currentTimeMillis();

    Clock() {
      super(new SystemHost());
    }

    @Override
    public long now() {
      return time;
    }

    @Override
    public long elapsed() {
      return time;
    }

    @Override
    public void sleep(long millis) {
      time += millis;
    }
  }

  private static final class Unlucky extends ForwardingCells {
    private final Deque<Fate> commits = new ArrayDeque<>();
    private final Deque<Fate> slots = new ArrayDeque<>();
    private boolean slotsUnreadable;
    private Runnable beforeCommit = () -> {};

    Unlucky(Cells cells) {
      super(cells);
    }

    @Override
    public Put put(Cell cell, Condition condition) {
      boolean slot = cell.key().partition().endsWith("/l");
      boolean commit = cell.key().partition().contains("/s/");
      if (commit) {
        beforeCommit.run();
      }
      Deque<Fate> fates = slot ? slots : commit ? commits : new ArrayDeque<>();
      Fate fate = fates.isEmpty() ? Fate.MADE : fates.remove();
      return switch (fate) {
        case MADE -> super.put(cell, condition);
        case NOT_SENT -> throw new Unavailable("not sent", null);
        case ANSWER_LOST -> {
          super.put(cell, condition);
          throw new Unavailable("no answer", null);
        }
        case SENT_TWICE -> {
          super.put(cell, condition);
          yield super.put(cell, condition);
        }
        case REFUSED_FOR_GOOD -> throw new Misconfigured("no rights", null);
        case MADE_THEN_REFUSED_FOR_GOOD -> {
          super.put(cell, condition);
          throw new Misconfigured("no rights", null);
        }
      };
    }

    @Override
    public @Nullable Cell get(Key key, Read read) {
      if (slotsUnreadable && key.partition().endsWith("/l")) {
        throw new Unavailable("no answer", null);
      }
      return super.get(key, read);
    }
  }

  private final Clock clock = new Clock();
  private final Unlucky cells = new Unlucky(new MemoryCells());
  private final EventStore store =
      new LogEventStore(cells, new MemoryObjectStore(), clock, StoreOptions.DEFAULT);

  private void assertMadeAt(AppendResult result, long position) {
    assertThat(result.position()).isEqualTo(position);
    assertThat(store.allEvents(10)).extracting(Event::position).containsExactly(position);
    assertThat(store.streamEvents(A, 1)).extracting(Event::sequence).containsExactly(1L);
  }

  private @Nullable Slot slot(long position) {
    Cell cell = cells.get(new Keys(store.info().incarnation()).slot(position), Read.CONSISTENT);
    return cell == null ? null : Slot.of(cell);
  }

  @Test
  void a_commit_that_is_not_put_is_given_up_and_made_again() {
    cells.commits.add(Fate.NOT_SENT);

    AppendResult result = store.append(REQUEST);

    assertThat(slot(1)).isInstanceOf(Slot.Void.class);
    assertMadeAt(result, 2);
  }

  @Test
  void a_commit_that_is_put_twice_by_one_request_is_put() {
    cells.commits.add(Fate.SENT_TWICE);

    assertMadeAt(store.append(REQUEST), 1);
  }

  @Test
  void a_slot_that_is_put_twice_by_one_request_is_put() {
    cells.slots.add(Fate.SENT_TWICE);

    assertMadeAt(store.append(REQUEST), 1);
  }

  @Test
  void a_slot_that_is_not_put_is_sealed_and_the_append_made_again() {
    cells.slots.add(Fate.NOT_SENT);

    AppendResult result = store.append(REQUEST);

    assertThat(slot(1)).isInstanceOf(Slot.Void.class);
    assertMadeAt(result, 2);
  }

  @Test
  void a_slot_whose_answer_is_lost_is_found_when_it_is_to_be_sealed() {
    cells.slots.add(Fate.ANSWER_LOST);

    assertMadeAt(store.append(REQUEST), 1);
  }

  @Test
  void a_slot_whose_answer_is_lost_is_read_where_it_cannot_be_sealed() {
    cells.slots.addAll(List.of(Fate.ANSWER_LOST, Fate.NOT_SENT));

    assertMadeAt(store.append(REQUEST), 1);
  }

  @Test
  void a_slot_is_asked_for_until_it_answers() {
    cells.slots.addAll(List.of(Fate.NOT_SENT, Fate.NOT_SENT, Fate.NOT_SENT));
    long began = clock.now();

    AppendResult result = store.append(REQUEST);

    assertThat(clock.now()).isGreaterThan(began);
    assertMadeAt(result, 2);
  }

  @Test
  void what_no_request_decides_in_time_has_no_known_outcome() {
    for (int i = 0; i < 10_000; i++) {
      cells.slots.add(Fate.NOT_SENT);
    }
    cells.slotsUnreadable = true;

    assertThatThrownBy(() -> store.append(REQUEST)).isInstanceOf(OutcomeUnknown.class);

    assertThat(cells.slots).isNotEmpty();
  }

  @Test
  void what_no_retry_can_mend_is_said_once_the_attempt_is_dead() {
    cells.commits.add(Fate.REFUSED_FOR_GOOD);

    assertThatThrownBy(() -> store.append(REQUEST)).isInstanceOf(Misconfigured.class);

    assertThat(slot(1)).isInstanceOf(Slot.Void.class);
    assertMadeAt(store.append(REQUEST), 2);
  }

  @Test
  void a_slot_that_landed_before_the_rights_ended_is_found() {
    cells.slots.add(Fate.MADE_THEN_REFUSED_FOR_GOOD);

    assertMadeAt(store.append(REQUEST), 1);
  }

  @Test
  void an_append_that_others_may_still_finish_is_not_refused_for_sure() {
    cells.slots.addAll(List.of(Fate.REFUSED_FOR_GOOD, Fate.REFUSED_FOR_GOOD));

    assertThatThrownBy(() -> store.append(REQUEST))
        .isInstanceOf(OutcomeUnknown.class)
        .hasCauseInstanceOf(Misconfigured.class);

    EventStore other =
        new LogEventStore(cells, new MemoryObjectStore(), clock, StoreOptions.DEFAULT);
    assertThat(other.streamVersion(A)).isEqualTo(1);
  }

  @Test
  void an_attempt_that_slept_for_over_a_quarter_of_an_hour_does_not_commit() {
    cells.beforeCommit =
        () -> {
          clock.sleep(Duration.ofMinutes(15).toMillis() + 1);
          cells.beforeCommit = () -> {};
        };

    assertThatThrownBy(() -> store.append(REQUEST)).isInstanceOf(OutcomeUnknown.class);

    assertThat(slot(1)).isInstanceOf(Slot.Void.class);
    assertThat(store.allEvents(10)).isEmpty();
  }
}
