package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.ServedMemory;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.store.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table that the npm package wrote is imported, again and again while it is still written.
class MoveFromNpmTest {
  private static final String TABLE = "old-schemeless-event-store";
  private static Emulators emulators;

  @BeforeAll
  static void start() throws Exception {
    NpmAdapter.install();
    emulators = Emulators.start(Emulators.Plan.IN_MEMORY, System.err::println);
  }

  @AfterAll
  static void stop() {
    if (emulators != null) {
      emulators.close();
    }
  }

  private record Ended(int exit, String out, String err) {}

  private static Ended importInto(ServedMemory store, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("import", "--from-table", TABLE));
    arguments.addAll(List.of("--url", store.url()));
    arguments.addAll(List.of(options));
    Process process = LocalProcess.startAt(emulators.endpoints(), arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  @Test
  void its_events_come_with_ids_streams_and_sequences_and_what_cannot_is_told() throws Exception {
    try (ServedMemory store = new ServedMemory()) {
      List<String> first = NpmAdapter.fill(emulators.endpoints(), 1);

      Ended whole = importInto(store, "--from-bucket", "--expect-sequences");

      assertThat(whole.exit()).as("%s", whole).isZero();
      assertThat(whole.out()).startsWith("67 appended, 0 there already, 0 not taken");
      assertSame(first, store);

      // The old store is written on, and has what is no event.
      List<String> both = new ArrayList<>(NpmAdapter.fill(emulators.endpoints(), 2));
      damage();

      Ended rest = importInto(store, "--from-bucket", "old-bucket");

      assertThat(rest.exit()).as("%s", rest).isEqualTo(6);
      assertThat(rest.out()).startsWith("66 appended, 67 there already, 3 not taken");
      assertThat(rest.err())
          .contains("item EventID#no-type was not taken: it has no id, domain or type")
          .contains("item EventID#no-time was not taken: its time of creation is no time: x")
          .contains(
              "item r2-104 was not taken: its body is not in S3: old-bucket/events/r2-104.json");
      both.removeIf(line -> line.contains("\"r2-104\""));
      assertSame(both, store);
    }
  }

  private static void damage() {
    try (AwsClients clients =
        LocalStore.clients(emulators.endpoints(), new LocalEnvironment(Map.of()))) {
      put(
          clients,
          Map.of("id", "EventID#no-type", "created", "2024-01-01T00:00:00.000Z", "domain", "d"));
      put(clients, Map.of("id", "EventID#no-time", "created", "x", "domain", "d", "type", "t"));
      clients.s3().deleteObject(delete -> delete.bucket("old-bucket").key("events/r2-104.json"));
    }
  }

  private static void put(AwsClients clients, Map<String, String> item) {
    Map<String, AttributeValue> values = new TreeMap<>();
    item.forEach((name, value) -> values.put(name, AttributeValue.fromS(value)));
    clients.dynamoDb().putItem(put -> put.tableName(TABLE).item(values));
  }

  /// Whether the store has what the package's own iterator gives.
  private static void assertSame(List<String> lines, ServedMemory store) throws Exception {
    Map<String, JsonNode> expected = new TreeMap<>();
    for (String line : lines) {
      JsonNode event = Json.parse(line).toNode();
      expected.put(event.path("id").asText(), event);
    }
    Map<String, Event> events = new TreeMap<>();
    for (Event event : store.store().allEvents()) {
      assertThat(events.put(event.id(), event)).isNull();
    }
    assertThat(events.keySet()).isEqualTo(expected.keySet());
    events.forEach(
        (id, event) -> {
          JsonNode old = Objects.requireNonNull(expected.get(id));
          // The package's iterator has none for an event whose body is in S3.
          assertThat(event.sequence())
              .as(id)
              .isEqualTo(old.path("sequence").asLong(event.sequence()));
          assertThat(event.created()).as(id).isEqualTo(Instant.parse(old.path("created").asText()));
          assertThat(event.stream().identifier())
              .as(id)
              .isEqualTo(
                  old.path("identifier").asText("").isEmpty()
                      ? null
                      : old.path("identifier").asText());
          assertThat(event.payload().toNode().toString()).as(id).isEqualTo(payload(old));
          assertThat(String.valueOf(event.causationId()))
              .isEqualTo(old.path("causationId").asText("null"));
        });
  }

  private static String payload(JsonNode old) {
    return old.has("payload") ? old.path("payload").toString() : "null";
  }
}
