package io.schemeless.eventstore.local.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.EventBatch;
import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.ReplayPage;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamEntry;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.local.ServedMemory;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client for Java on a store; what it does on servers that fail is tested beside it.
class ClientOnStoreTest {
  private static final StreamName STREAM = StreamName.of("permit", "case 1/2");

  record Received(String by, BigDecimal fee) {}

  private ServedMemory served;
  private EventStoreClient client;

  @BeforeEach
  void open() {
    served = new ServedMemory();
    client = EventStoreClient.of(URI.create(served.url()));
  }

  @AfterEach
  void close() {
    client.close();
    served.close();
  }

  private void append(int events) {
    client.append(
        IntStream.range(0, events)
            .mapToObj(i -> EventData.of(STREAM, "t", i))
            .toArray(EventData[]::new));
  }

  @Test
  void an_object_of_the_program_s_comes_back_digit_by_digit() {
    Received received =
        new Received("counter 4", new BigDecimal("123456789012345678901234567890.10"));

    client.append(STREAM, 0, EventData.of(STREAM, "received", received));

    RecordedEvent event = client.stream(STREAM, 1).iterator().next();
    assertThat(event.payloadAs(Received.class)).isEqualTo(received);
    assertThat(event.stream()).isEqualTo(STREAM);
    assertThat(client.event(event.id())).contains(event);
    assertThat(client.event("none")).isEmpty();
    assertThat(client.version(STREAM)).isEqualTo(1);
  }

  @Test
  void tags_come_back_and_go_on_to_another_store() {
    EventData tagged = EventData.of(STREAM, "t", 1).withTags("course:c1", "\u00e9 & =,");

    client.append(tagged, EventData.of(STREAM, "t", 2));

    Iterator<RecordedEvent> events = client.replay().iterator();
    RecordedEvent first = events.next();
    assertThat(first.tags()).containsExactlyElementsOf(tagged.tags());
    assertThat(first.toData().tags()).isEqualTo(first.tags());
    assertThat(first.recordedBy()).isNull();
    assertThat(events.next().tags()).isEmpty();
  }

  @Test
  void a_conflict_names_the_version_that_is() {
    append(2);

    assertThatThrownBy(() -> client.append(STREAM, 1, EventData.of(STREAM, "t", null)))
        .isInstanceOfSatisfying(
            StoreProblem.VersionConflict.class, e -> assertThat(e.actual()).isEqualTo(2));
    EventData own = EventData.of(STREAM, "t", null).withId("own");
    client.append(own);
    assertThat(client.append(own).repeated()).isTrue();
    assertThatThrownBy(() -> client.append(EventData.of(STREAM, "u", null).withId("own")))
        .isInstanceOfSatisfying(
            StoreProblem.DuplicateEvent.class, e -> assertThat(e.id()).isEqualTo("own"));
  }

  @Test
  void a_batch_that_is_sent_twice_is_made_once() {
    EventBatch batch = EventBatch.of(EventData.of(STREAM, "t", 1));

    assertThat(client.append(batch).repeated()).isFalse();
    assertThat(client.append(batch).repeated()).isTrue();
    assertThat(client.version(STREAM)).isEqualTo(1);
  }

  @Test
  void a_replay_goes_through_its_pages_and_a_token_goes_on() {
    append(25);

    List<ReplayPage> pages = new java.util.ArrayList<>();
    client.replay().pageSize(10).pages().forEach(pages::add);

    assertThat(pages).extracting(page -> page.events().size()).startsWith(10, 10, 5);
    assertThat(client.replay().pageSize(7).stream().map(e -> e.payload().asInt()))
        .containsExactlyElementsOf(IntStream.range(0, 25).boxed().toList());
    assertThat(client.replay().after(pages.getFirst().next()).stream()).hasSize(15);
    assertThat(client.replay().types(List.of("none")).stream()).isEmpty();
    assertThat(client.stream(STREAM, 21)).hasSize(5);
  }

  @Test
  void a_replay_that_follows_brings_what_comes() {
    append(1);
    Iterator<RecordedEvent> events = client.replay().following().iterator();
    assertThat(events.next().sequence()).isEqualTo(1);
    append(1);
    assertThat(events.next().sequence()).isEqualTo(2);
  }

  @Test
  void a_subscriber_is_sent_what_it_asks_for_and_no_more() throws Exception {
    append(5);
    BlockingQueue<Long> received = new LinkedBlockingQueue<>();
    CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    CompletableFuture<String> ended = new CompletableFuture<>();
    client
        .replay()
        .pageSize(2)
        .publisher()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription given) {
                subscription.complete(given);
              }

              @Override
              public void onNext(RecordedEvent event) {
                received.add(event.sequence());
              }

              @Override
              public void onError(Throwable failure) {
                ended.complete(failure.toString());
              }

              @Override
              public void onComplete() {
                ended.complete("complete");
              }
            });
    Flow.Subscription given = subscription.get(60, TimeUnit.SECONDS);
    given.request(2);
    assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(received).isEmpty();
    given.request(Long.MAX_VALUE);

    assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo("complete");
    assertThat(received).containsExactly(3L, 4L, 5L);
  }

  @Test
  void causes_streams_and_a_reset() {
    append(1);
    RecordedEvent cause = client.replay().iterator().next();
    client.append(EventData.of(StreamName.of("other"), "u", Map.of()).causedBy(cause));

    assertThat(client.chain(cause.id()))
        .extracting(RecordedEvent::causationId)
        .containsExactly(cause.id());
    assertThat(client.streams(null))
        .extracting(StreamEntry::stream)
        .containsExactlyInAnyOrder(STREAM, StreamName.of("other"));
    String token = client.replay().pages().iterator().next().next();
    String life = client.health().incarnation();
    assertThat(client.reset("local")).isTrue();
    assertThat(client.health().incarnation()).isNotEqualTo(life);
    assertThatThrownBy(() -> client.replay().after(token).iterator().hasNext())
        .isInstanceOf(StoreProblem.StoreWasReset.class);
  }
}
