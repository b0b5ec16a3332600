package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Many writers and readers at once, judged by the history they leave.
public abstract class ConcurrencyContract extends StoreContract {

  /// How many appends each writer makes, where all are made.
  private static final int APPENDS = 40;

  @Test
  void a_conditional_write_from_many_threads_leaves_exactly_one_winner() throws Exception {
    List<Boolean> won =
        AtOnce.run(
            8,
            i -> {
              try {
                ports.open().append(A, ExpectedVersion.noStream(), events(A, i, i));
                return true;
              } catch (StoreException.VersionConflict e) {
                return false;
              }
            });

    assertThat(won).containsOnlyOnce(true);
    assertThat(list(store.allEvents(10))).hasSize(1);
  }

  @Test
  void no_append_follows_a_version_that_it_shut_out_however_many_run_at_once() throws Exception {
    ExpectedVersion other = ExpectedVersion.noneOf(List.of(3L));
    List<Boolean> won =
        AtOnce.run(
            8,
            i -> {
              try {
                ports.open().append(A, other, events(A, i, i));
                return true;
              } catch (StoreException.VersionConflict e) {
                return false;
              }
            });

    assertThat(won).filteredOn(each -> each).hasSize(3);
    assertThat(store.streamVersion(A)).isEqualTo(3);
  }

  @Test
  void the_same_request_sent_from_many_threads_is_made_once() throws Exception {
    AppendRequest request = AppendRequest.of(event(A, 1), event(B, 2)).withIdempotencyKey("k");

    List<Long> positions = AtOnce.run(6, _ -> ports.open().append(request).position());

    assertThat(positions).hasSize(6).containsOnly(positions.getFirst());
    assertThat(payloads(store.allEvents(10))).containsExactly("1", "2");
  }

  @Test
  void many_writers_and_tailing_readers_agree_on_one_history() throws Exception {
    History history = new History();
    List<StreamId> streams = List.of(A, B, C);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger numbers = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> readers =
          IntStream.range(0, 2)
              .<Future<?>>mapToObj(
                  i -> threads.submit(() -> history.tail(ports.open(), 3 + i * 50, done::get)))
              .toList();
      List<Future<?>> writers =
          IntStream.range(0, 5)
              .<Future<?>>mapToObj(i -> threads.submit(() -> write(history, streams, numbers, i)))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
    }

    Verdict verdict = history.judge(store);

    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.counts().acknowledged()).isEqualTo(5L * aPartOf(APPENDS));
  }

  /// How many of the appends of a long race are made.
  protected abstract int aPartOf(int whole);

  private void write(History history, List<StreamId> streams, AtomicInteger numbers, int seed) {
    Random random = new Random(seed);
    EventStore writer = ports.open();
    for (int i = 0; i < aPartOf(APPENDS); ) {
      AppendRequest request =
          AppendRequest.of(
              IntStream.rangeClosed(0, random.nextInt(4))
                  .mapToObj(_ -> event(streams.get(random.nextInt(3)), numbers.incrementAndGet()))
                  .toList());
      StreamId first = request.events().getFirst().stream();
      if (random.nextBoolean()) {
        request = request.expecting(first, ExpectedVersion.exactly(writer.streamVersion(first)));
      }
      if (history.appendAndReadBack(writer, request) == History.Outcome.ACKNOWLEDGED) {
        i++;
      }
    }
  }
}
