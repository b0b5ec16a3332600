package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.NothingFound;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a replay starts. The API goes on from a token; at an event or a time, what comes before is
/// read and passed over.
final class ReplayStart {
  @Option(names = "--after", paramLabel = "TOKEN", description = "Go on after this token.")
  private @Nullable String after;

  @Option(
      names = "--after-event",
      paramLabel = "ID",
      description = "Start behind the event with this id. What is before it is read, too.")
  private @Nullable String afterEvent;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Start with the first event recorded at this time or later, 2026-01-31T12:00:00Z. What is"
              + " before it is read, too.")
  private @Nullable Instant since;

  @Nullable String token() {
    return after;
  }

  boolean isGiven() {
    return after != null || afterEvent != null || since != null;
  }

  /// Which events lie before the start; null if none does.
  @Nullable Predicate<byte[]> before(EventStoreClient client) {
    String id = afterEvent;
    if (id != null) {
      RecordedEvent event =
          client.event(id).orElseThrow(() -> new NothingFound("the store has no event " + id));
      return json -> {
        JsonNode node = Json.parse(json).toNode();
        long position = node.path("position").asLong();
        return position < event.position()
            || (position == event.position() && node.path("index").asInt() <= event.index());
      };
    }
    Instant time = since;
    return time == null
        ? null
        : json -> Instant.parse(Json.parse(json).toNode().path("recorded").asText()).isBefore(time);
  }
}
