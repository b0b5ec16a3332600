package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocol itself under the permissions of each function: they suffice, and they bound.
class PermissionsInUseTest {
  private static final StreamId A = StreamId.of("orders", "a");
  private static final StreamId B = StreamId.of("orders", "b");
  private static final PageLimits PAGE = PageLimits.ofEvents(100);
  private static final Duration BUDGET = Duration.ofSeconds(20);

  private final Map<String, FunctionPermissions> permissions = new HashMap<>();
  private Ports ports = new Ports(new MemoryCells(), new MemoryObjectStore());

  @BeforeEach
  void freshPorts() {
    ports = new Ports(new MemoryCells(), new MemoryObjectStore());
  }

  private FunctionPermissions permissions(String functionId) {
    return permissions.computeIfAbsent(functionId, FunctionPermissions::of);
  }

  private EventStore as(String functionId) {
    FunctionPermissions permissions = permissions(functionId);
    return new Ports(
            new RestrictedCells(ports.cells(), permissions),
            new RestrictedObjects(ports.objects(), permissions))
        .open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AppendFunction", "ReplayFunction", "StreamsFunction", "ResetFunction"})
  void whichever_function_meets_a_new_table_first_may_make_it_a_store(String function) {
    String incarnation = as(function).info().incarnation();

    assertThat(as("AppendFunction").info().incarnation()).isEqualTo(incarnation);
  }

  @Test
  void the_append_may_do_all_that_an_append_does() {
    EventStore store = as("AppendFunction");
    AppendRequest request =
        AppendRequest.of(
                event(A, "1").withId("client-1").withCorrelationId("chain"),
                event(B, "2").withCausationId("cause"))
            .withIdempotencyKey("key");

    store.append(request);
    store.append(request);
    store.append(A, ExpectedVersion.exactly(1), List.of(event(A, large())));

    assertThatExceptionOfType(StoreException.VersionConflict.class)
        .isThrownBy(() -> store.append(A, ExpectedVersion.noStream(), List.of(event(A, "3"))));
    assertThat(ports.open().streamVersion(A)).isEqualTo(2);
  }

  @Test
  void the_append_reads_the_event_whose_id_is_claimed_alone() {
    EventStore store = as("AppendFunction");
    NewEvent held =
        event(A, large()).withMeta(Json.parse("{\"source\":\"/a\"}")).withId("client-1");
    store.append(AppendRequest.of(held));
    AppendRequest other = AppendRequest.of(held.withPayload(Json.parse("1")).withBySource(true));

    assertThatExceptionOfType(StoreException.DuplicateEvent.class)
        .isThrownBy(() -> store.append(other));
    while (ports.objects().deleteSome("") > 0) {}
    assertThatExceptionOfType(StoreException.CorruptData.class)
        .isThrownBy(() -> store.append(other));
  }

  @Test
  void the_replay_reads_bodies_and_seals_the_hole_that_a_dead_writer_left() throws Exception {
    leaveHole();
    as("AppendFunction").append(AppendRequest.of(event(B, large())));
    Thread.sleep(Ports.OPTIONS.grace().toMillis() + 50);

    EventPage page = as("ReplayFunction").replay(null, PAGE, ReplayFilter.ALL);

    assertThat(page.events()).extracting(Event::stream).containsExactly(B);
    assertThat(page.caughtUp()).isTrue();
  }

  @Test
  void the_streams_function_settles_heads_and_reads_lists_finds_and_follows() {
    leaveHole();
    as("AppendFunction")
        .append(AppendRequest.of(event(B, large()).withId("client-2").withCorrelationId("chain")));
    EventStore store = as("StreamsFunction");

    assertThat(store.streamVersion(A)).isEqualTo(1);
    assertThat(
            store
                .readStream(new StreamQuery(B, null, StreamQuery.Direction.FORWARD, PAGE))
                .events())
        .hasSize(1);
    assertThat(store.listStreams("orders", null, 10).streams()).hasSize(2);
    assertThat(store.listStreams(null, null, 10).streams()).hasSize(2);
    assertThat(store.event("client-2")).isPresent();
    assertThat(store.chain(new Chain.Correlation("chain"), null, PAGE).events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReplayFunction", "StreamsFunction"})
  void a_reader_tells_a_missing_body_from_one_that_it_may_not_read(String function) {
    as("AppendFunction").append(AppendRequest.of(event(A, large())));
    while (ports.objects().deleteSome("") > 0) {}
    EventStore store = as(function);

    assertThatExceptionOfType(StoreException.CorruptData.class)
        .isThrownBy(
            () -> {
              if (function.equals("ReplayFunction")) {
                store.replay(null, PAGE, ReplayFilter.ALL);
              } else {
                store.readStream(new StreamQuery(A, null, StreamQuery.Direction.FORWARD, PAGE));
              }
            });
  }

  /// The mark is written once the log has a thousand positions.
  @Test
  void the_replay_by_tags_keeps_how_far_the_log_is_closed() {
    EventStore writer = as("AppendFunction");
    for (int i = 0; i < 1_001; i++) {
      writer.append(AppendRequest.of(event(A, "1").withTags(List.of("tag"))));
    }
    ReplayFilter tagged = new ReplayFilter(null, Set.of(), Set.of("tag"));

    assertThat(as("ReplayFunction").replay(null, PAGE, tagged).events()).isNotEmpty();
  }

  @Test
  void the_reset_empties_table_and_bucket() {
    as("AppendFunction").append(AppendRequest.of(event(A, "1"), event(B, large())));

    assertThat(as("ResetFunction").reset(BUDGET).complete()).isTrue();

    assertThat(as("ReplayFunction").replay(null, PAGE, ReplayFilter.ALL).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReplayFunction", "StreamsFunction", "ResetFunction"})
  void no_other_function_may_append(String function) {
    EventStore store = as(function);

    assertThatExceptionOfType(StoreException.Misconfigured.class)
        .isThrownBy(() -> store.append(AppendRequest.of(event(A, "1"))))
        .withMessageContaining("denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AppendFunction", "ReplayFunction", "StreamsFunction"})
  void no_other_function_may_reset(String function) {
    EventStore store = as(function);

    assertThatExceptionOfType(StoreException.Misconfigured.class)
        .isThrownBy(() -> store.reset(BUDGET))
        .withMessageContaining("denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/s/1:a/l", "/s/6:orders/n", "/e/x/l", "/k/meta", "/c/l"})
  void no_name_that_a_customer_chooses_makes_a_key_that_a_reader_may_write(String rest) {
    FunctionPermissions permissions = FunctionPermissions.of("ReplayFunction");
    String incarnation = "a".repeat(16);

    assertThatExceptionOfType(StoreException.Misconfigured.class)
        .isThrownBy(() -> permissions.require("dynamodb:PutItem", "", List.of(incarnation + rest)));
  }

  @Test
  void no_function_has_a_permission_that_it_never_uses() throws Exception {
    for (FunctionSpec spec : FunctionSpec.ALL) {
      freshPorts();
      whichever_function_meets_a_new_table_first_may_make_it_a_store(spec.id());
    }
    freshPorts();
    the_append_may_do_all_that_an_append_does();
    freshPorts();
    the_append_reads_the_event_whose_id_is_claimed_alone();
    freshPorts();
    the_replay_reads_bodies_and_seals_the_hole_that_a_dead_writer_left();
    freshPorts();
    the_streams_function_settles_heads_and_reads_lists_finds_and_follows();
    for (String reader : List.of("ReplayFunction", "StreamsFunction")) {
      freshPorts();
      a_reader_tells_a_missing_body_from_one_that_it_may_not_read(reader);
    }
    freshPorts();
    the_replay_by_tags_keeps_how_far_the_log_is_closed();
    freshPorts();
    the_reset_empties_table_and_bucket();

    for (FunctionSpec spec : FunctionSpec.ALL) {
      assertThat(permissions(spec.id()).unused()).as(spec.id()).isEmpty();
    }
  }

  /// A writer that dies before it commits leaves a commit in stream a, and a hole in the log.
  private void leaveHole() {
    ForwardingCells dying =
        new ForwardingCells(ports.cells()) {
          @Override
          public Put put(Cell cell, Condition condition) {
            if (cell.key().partition().endsWith("/l")) {
              throw new Death();
            }
            return super.put(cell, condition);
          }
        };
    EventStore writer = new Ports(dying, ports.objects()).open();
    assertThatExceptionOfType(Death.class)
        .isThrownBy(() -> writer.append(AppendRequest.of(event(A, "1"))));
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static NewEvent event(StreamId stream, String payload) {
    return NewEvent.of(stream, "added", Json.parse(payload));
  }

  /// A body that no compression brings under the threshold for the bucket.
  private static String large() {
    StringBuilder text = new StringBuilder("\"");
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.append('"').toString();
  }
}
