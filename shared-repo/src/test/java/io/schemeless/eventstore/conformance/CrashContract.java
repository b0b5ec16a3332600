package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Writers that die at any call, and what others make of what they left.
public abstract class CrashContract extends StoreContract {

  private EventStore dyingAfter(int calls) {
    return new Ports(new DyingCells(ports.cells(), calls), ports.objects())
        .open(Ports.OPTIONS.withDictionaryAfter(0));
  }

  /// Runs a writer until it dies, or to the end if it has calls enough.
  private static void attempt(EventStore writer, AppendRequest request) {
    try {
      writer.append(request);
    } catch (DyingCells.Death death) {
      // What it left is what the test is about.
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void whichever_call_a_writer_dies_at_the_log_goes_on_without_a_skip(int calls) {
    store.append(AppendRequest.of(event(A, 1)));
    attempt(
        dyingAfter(calls),
        AppendRequest.of(event(A, 2).withCorrelationId("c"), event(B, 3)).withIdempotencyKey("k"));

    store.append(AppendRequest.of(event(C, 4)));
    store.append(AppendRequest.of(event(A, 5)));

    assertThat(payloads(store.allEvents(10)))
        .isIn(List.of("1", "4", "5"), List.of("1", "2", "3", "4", "5"));
    assertThat(list(store.streamEvents(A, 1)).stream().map(e -> e.sequence())).startsWith(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void whichever_call_a_writer_dies_at_its_request_can_be_repeated(int calls) {
    AppendRequest request =
        AppendRequest.of(event(A, 1), event(B, 2))
            .expecting(A, ExpectedVersion.noStream())
            .withIdempotencyKey("k");
    attempt(dyingAfter(calls), request);

    AppendResult result = store.append(request);

    assertThat(result.events()).hasSize(2);
    assertThat(payloads(store.allEvents(10))).containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void an_append_to_one_stream_is_either_made_or_not(int calls) {
    store.append(AppendRequest.of(event(A, 1)));
    attempt(dyingAfter(calls), AppendRequest.of(event(A, 2), event(A, 3)));

    long version = store.streamVersion(A);
    store.append(A, ExpectedVersion.exactly(version), events(A, 9, 9));

    assertThat(version).isIn(1L, 3L);
    assertThat(list(store.streamEvents(A, 1))).hasSize((int) version + 1);
  }

  @Test
  void a_young_hole_ends_the_page_and_an_old_one_does_not() throws InterruptedException {
    store.info();
    attempt(dyingAfter(3), AppendRequest.of(event(A, 1)));
    store.append(AppendRequest.of(event(B, 2)));

    EventPage young =
        ports
            .open(Ports.OPTIONS.withGrace(Duration.ofMinutes(1), Duration.ofMinutes(1)))
            .replay(null, PageLimits.DEFAULT, ReplayFilter.ALL);
    Thread.sleep(Ports.OPTIONS.grace().plusMillis(20));
    EventPage old = store.replay(young.next(), PageLimits.DEFAULT, ReplayFilter.ALL);

    assertThat(young.events()).isEmpty();
    assertThat(young.caughtUp()).isFalse();
    assertThat(payloads(old.events())).containsExactly("2");
    assertThat(old.caughtUp()).isTrue();
  }

  @Test
  void a_large_commit_under_way_does_not_hide_the_stream_from_a_backward_reader() {
    store.append(AppendRequest.of(events(A, 1, 3)));
    List<NewEvent> large = new ArrayList<>(events(A, 4, 60));
    large.add(event(B, 99));
    attempt(dyingAfter(7), AppendRequest.of(large));

    StreamPage page = store.readStream(StreamQuery.backward(A).limit(PageLimits.ofEvents(5)));

    assertThat(payloads(page.events())).containsExactly("3", "2", "1");
    assertThat(page.version()).isEqualTo(3);
  }
}
