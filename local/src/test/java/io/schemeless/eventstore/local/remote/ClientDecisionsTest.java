package io.schemeless.eventstore.local.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.BatchCondition;
import io.schemeless.eventstore.client.EventBatch;
import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.QueryItem;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.client.ReplayPage;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.local.ServedMemory;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client for Java: tags, queries, conditions, and where a replay starts.
class ClientDecisionsTest {
  private static final StreamName STREAM = StreamName.of("course", "c1");
  private static final QueryItem COURSE = QueryItem.ofTags("course:c1");
  private static final QueryItem STUDENT = QueryItem.ofTags("student:s7");

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

  private void append(int number, String... tags) {
    client.append(EventData.of(STREAM, "t" + number, number).withTags(tags));
  }

  private static List<Integer> payloads(Replay replay) {
    return replay.pageSize(2).stream().map(event -> event.payload().asInt()).toList();
  }

  @Test
  void a_query_brings_what_any_item_wants_page_by_page_and_follows() {
    append(1, "course:c1");
    append(2, "student:s7");
    append(3, "course:c1", "student:s7");
    append(4, "other");
    append(5);
    Replay both = client.replay().matching(COURSE, STUDENT);

    assertThat(payloads(both)).containsExactly(1, 2, 3);
    assertThat(payloads(client.replay().tags(List.of("course:c1", "student:s7"))))
        .containsExactly(3);
    assertThat(payloads(both.from(3))).containsExactly(3);
    assertThat(payloads(client.replay().matching(QueryItem.ofTypes("t4", "t5"), STUDENT)))
        .containsExactly(2, 3, 4, 5);
    assertThat(payloads(client.replay().matching(COURSE.withTypes("t1")))).containsExactly(1);
    assertThatThrownBy(() -> both.domain("course")).isInstanceOf(IllegalArgumentException.class);

    ReplayPage end = both.last(0).pages().iterator().next();
    assertThat(end.events()).isEmpty();
    append(6, "student:s7");
    Iterator<RecordedEvent> events = both.after(end.next()).following().iterator();
    assertThat(events.next().payload().asInt()).isEqualTo(6);
  }

  @Test
  void a_replay_starts_where_it_is_told() {
    for (int i = 1; i <= 4; i++) {
      append(i);
    }
    List<RecordedEvent> all = client.replay().stream().toList();
    Instant recorded = all.get(3).recorded();

    assertThat(payloads(client.replay().from(3))).containsExactly(3, 4);
    assertThat(payloads(client.replay().afterEvent(all.get(1).id()))).containsExactly(3, 4);
    assertThat(payloads(client.replay().since(recorded))).endsWith(4);
    assertThat(payloads(client.replay().since(recorded.plusSeconds(1)))).isEmpty();
    assertThat(payloads(client.replay().last(1))).containsExactly(4);
    assertThat(payloads(client.replay().from(2).last(3).after(null))).hasSize(4);
    assertThat(client.end()).isEqualTo(5);
    assertThatThrownBy(() -> payloads(client.replay().afterEvent("none")))
        .isInstanceOfSatisfying(
            StoreProblem.class, e -> assertThat(e.kind()).isEqualTo("event-not-found"));
    client.append(
        EventData.of(STREAM, "t", 5)
            .withId("e")
            .withMeta(Map.of("source", "/s"))
            .withBySource(true));
    append(6);
    assertThat(payloads(client.replay().afterEvent("e", "/s"))).containsExactly(6);
  }

  @Test
  void a_batch_is_made_under_its_condition_or_refused_with_what_is_in_the_way() {
    append(1, "course:c1");
    String seen = decision().next();
    EventBatch batch =
        EventBatch.of(EventData.of(STREAM, "t", 2).withTags("course:c1", "student:s7"))
            .withCondition(BatchCondition.noneSince(seen, COURSE, STUDENT));

    assertThat(client.append(batch).position()).isEqualTo(2);
    assertThat(client.append(batch).repeated()).isTrue();
    assertThatThrownBy(() -> client.append(batch.withIdempotencyKey("another")))
        .isInstanceOfSatisfying(
            StoreProblem.ConditionFailed.class,
            e ->
                assertThat(e.matched())
                    .extracting(StoreProblem.ConditionFailed.Match::position)
                    .containsExactly(2L));
    EventBatch unique =
        EventBatch.of(EventData.of(STREAM, "t", 3))
            .withCondition(BatchCondition.none(QueryItem.ofTags("username:anna")));
    assertThat(client.append(unique).position()).isGreaterThan(2);
  }

  /// The last page of what the decision is made of.
  private ReplayPage decision() {
    ReplayPage last = null;
    for (ReplayPage page : client.replay().matching(COURSE, STUDENT).pages()) {
      last = page;
    }
    return java.util.Objects.requireNonNull(last);
  }

  @Test
  void a_version_is_expected_of_a_stream_that_has_no_event_in_the_batch() {
    StreamName only = StreamName.of("only", "checked");
    client.append(EventData.of(only, "t", 1));

    client.append(EventBatch.of(EventData.of(STREAM, "t", 2)).expecting(only, 1));
    assertThatThrownBy(
            () -> client.append(EventBatch.of(EventData.of(STREAM, "t", 3)).expecting(only, 0)))
        .isInstanceOfSatisfying(
            StoreProblem.VersionConflict.class, e -> assertThat(e.actual()).isEqualTo(1));
    assertThat(client.version(STREAM)).isEqualTo(1);
  }

  /// A course of three seats, eight students at once.
  @Test
  void of_many_that_decide_at_once_no_more_get_through_than_may() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> students =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(i -> () -> subscribe("student:s" + i))
              .toList();
      List<Boolean> made = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(students)) {
        made.add(each.get());
      }
      assertThat(made).filteredOn(each -> each).hasSize(3);
    }
    assertThat(client.replay().matching(COURSE).stream()).hasSize(3);
  }

  private boolean subscribe(String student) {
    while (true) {
      int taken = 0;
      String seen = "";
      for (ReplayPage page : client.replay().matching(COURSE).pages()) {
        taken += page.events().size();
        seen = page.next();
      }
      if (taken >= 3) {
        return false;
      }
      EventData subscribed =
          EventData.of(STREAM, "subscribed", null).withTags("course:c1", student);
      try {
        client.append(
            EventBatch.of(subscribed).withCondition(BatchCondition.noneSince(seen, COURSE)));
        return true;
      } catch (StoreProblem.ConditionFailed e) {
        // Somebody was faster: decide anew.
      }
    }
  }
}
