package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an append under a condition makes of appends that are under way below it. The grace is so
/// long that nobody is sealed: who waited for one would not come back in time.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConditionSealTest {
  private static final StreamId X = StreamId.of("d", "x");
  private static final StreamId Y = StreamId.of("d", "y");
  private static final EventQuery A = EventQuery.of(Item.ofTags("a"));

  private final Cells cells = new MemoryCells();
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final EventStore store = open(cells);

  private static AppendRequest tagged(StreamId stream, String... tags) {
    return AppendRequest.of(StoreContract.event(stream, 1).withTags(tags));
  }

  private static AppendRequest ifNone(AppendRequest request) {
    return request.withCondition(AppendCondition.none(A));
  }

  private EventStore open(Cells on) {
    return new Ports(on, objects)
        .open(
            Ports.OPTIONS
                .withGrace(Duration.ofMinutes(10), Duration.ofMinutes(20))
                .withTimeLimit(Duration.ofSeconds(30)));
  }

  /// An append of another process that is held before its first put of a kind.
  private static final class Slow extends ForwardingCells {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Predicate<String> held;
    private final FutureTask<AppendResult> append;

    Slow(ConditionSealTest test, String mark, AppendRequest request) throws InterruptedException {
      super(test.cells);
      this.held = partition -> partition.contains(mark);
      this.append = new FutureTask<>(() -> test.open(this).append(request));
      Thread.ofPlatform().daemon().start(append);
      reached.await();
    }

    @Override
    public Put put(Cell cell, Condition condition) {
      if (held.test(cell.key().partition())) {
        reached.countDown();
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return super.put(cell, condition);
    }

    AppendResult goOn() throws Exception {
      open.countDown();
      return append.get();
    }
  }

  @Test
  void who_is_slower_than_the_seal_of_his_tag_takes_a_new_position() throws Exception {
    store.append(tagged(X, "b"));
    Slow slow = new Slow(this, "/t/a", tagged(X, "a"));

    AppendResult made = store.append(ifNone(tagged(Y, "c")));
    AppendResult later = slow.goOn();

    assertThat(made.position()).isEqualTo(3);
    assertThat(later.position()).isEqualTo(4);
    assertThatThrownBy(() -> store.append(ifNone(tagged(Y, "c"))))
        .isInstanceOf(ConditionFailed.class);
  }

  @Test
  void who_has_another_tag_is_neither_waited_for_nor_disturbed() throws Exception {
    store.append(tagged(X, "b"));
    Slow slow = new Slow(this, "/l", tagged(X, "b"));

    AppendResult made = store.append(ifNone(tagged(Y, "c")));
    AppendResult later = slow.goOn();

    assertThat(made.position()).isEqualTo(3);
    assertThat(later.position()).isEqualTo(2);
    assertThat(store.allEvents(10)).hasSize(3);
  }

  @Test
  void whose_record_is_there_is_waited_for() throws Exception {
    store.append(tagged(X, "b"));
    Slow slow = new Slow(this, "/l", tagged(X, "a"));
    FutureTask<AppendResult> waiting = new FutureTask<>(() -> store.append(ifNone(tagged(Y, "c"))));
    Thread.ofPlatform().daemon().start(waiting);

    assertThatThrownBy(() -> waiting.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    slow.goOn();

    assertThatThrownBy(waiting::get).hasCauseInstanceOf(ConditionFailed.class);
  }

  @Test
  void of_an_item_with_two_tags_one_seal_is_enough() throws Exception {
    store.append(tagged(X, "b"));
    Slow slow = new Slow(this, "/l", tagged(X, "a"));
    EventQuery both = EventQuery.of(Item.ofTags("a", "c"));

    AppendResult made = store.append(tagged(Y, "e").withCondition(AppendCondition.none(both)));

    assertThat(made.position()).isEqualTo(3);
    assertThat(slow.goOn().position()).isEqualTo(2);
  }

  @Test
  void a_page_waits_a_little_for_what_hides_an_event_that_it_wants() throws Exception {
    store.append(tagged(X, "b"));
    Slow slow = new Slow(this, "/l", tagged(X, "b"));
    store.append(ifNone(tagged(Y, "a")));

    EventPage hidden = store.query(A, null, PageLimits.DEFAULT);
    EventStore reader =
        open(
            new ForwardingCells(cells) {
              private int looks;

              @Override
              public CellPage query(Range range) {
                if (range.partition().endsWith("/l") && ++looks == 2) {
                  goOn(slow);
                }
                return super.query(range);
              }
            });
    EventPage shown = reader.query(A, hidden.next(), PageLimits.DEFAULT);

    assertThat(hidden.events()).isEmpty();
    assertThat(hidden.caughtUp()).isFalse();
    assertThat(shown.events()).hasSize(1);
    assertThat(shown.caughtUp()).isTrue();
  }

  private static void goOn(Slow slow) {
    try {
      slow.goOn();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
