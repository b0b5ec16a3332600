package io.schemeless.eventstore.projection.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.AppendReceipt;
import io.schemeless.eventstore.client.EventBatch;
import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The library under the client's types.
class LibraryStoreTest {
  private static final StreamName STREAM = StreamName.of("permit", "case-1");

  private final EventStore library = MemoryEventStore.create();
  private final LibraryStore store = LibraryStore.of(library);

  record Fee(BigDecimal fee) {}

  private static EventBatch batch(Object payload) {
    return EventBatch.of(EventData.of(STREAM, "charged", payload));
  }

  @Test
  void every_digit_comes_back() {
    Fee fee = new Fee(new BigDecimal("123456789012345678901234567890.1234567890123456789"));
    EventData event =
        EventData.of(STREAM, "charged", fee)
            .withMeta(Map.of("source", "desk"))
            .withId("mine")
            .withBySource(true)
            .withCorrelationId("chain")
            .withCausationId("cause");

    AppendReceipt receipt = store.append(EventBatch.of(event));

    RecordedEvent read = store.feed().page(null, 10).events().getFirst();
    assertThat(read.payloadAs(Fee.class)).isEqualTo(fee);
    assertThat(read.toData().withCreated(null)).isEqualTo(event);
    assertThat(receipt.places())
        .containsExactly(
            new AppendReceipt.Place("mine", STREAM, read.sequence(), read.position(), 0));
    assertThat(receipt.recorded()).isEqualTo(read.recorded());
    assertThat(store.stream(STREAM, 1)).containsExactly(read);
  }

  @Test
  void it_refuses_as_the_client_does() {
    store.append(batch(1).expecting(STREAM, 0));

    assertThatThrownBy(() -> store.append(batch(2).expecting(STREAM, 0)))
        .isInstanceOfSatisfying(
            StoreProblem.VersionConflict.class,
            e -> {
              assertThat(e.actual()).isEqualTo(1);
              assertThat(e.expected()).isZero();
              assertThat(e.status()).isEqualTo(409);
            });
    EventData named = EventData.of(STREAM, "charged", 1).withId("taken");
    store.append(EventBatch.of(named));
    EventData other = EventData.of(STREAM, "charged", 2).withId("taken");
    assertThatThrownBy(() -> store.append(EventBatch.of(other)))
        .isInstanceOfSatisfying(
            StoreProblem.DuplicateEvent.class, e -> assertThat(e.id()).isEqualTo("taken"));
    assertThatThrownBy(() -> store.feed().page("nonsense", 10))
        .isInstanceOfSatisfying(
            StoreProblem.class, e -> assertThat(e.kind()).isEqualTo("token-rejected"));
    String token = store.feed().page(null, 10).next();
    library.reset(Duration.ofSeconds(30));
    assertThatThrownBy(() -> store.feed().page(token, 10))
        .isInstanceOf(StoreProblem.StoreWasReset.class);
  }

  @Test
  void a_batch_that_is_sent_twice_is_made_once() {
    EventBatch once = batch(1);

    assertThat(store.append(once).repeated()).isFalse();
    assertThat(store.append(once).repeated()).isTrue();
    assertThat(store.stream(STREAM, 1)).hasSize(1);
  }
}
