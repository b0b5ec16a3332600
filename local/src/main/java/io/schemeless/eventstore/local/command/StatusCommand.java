package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.client.StoreHealth;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.remote.TextPages;
import io.schemeless.eventstore.local.transfer.Checkpoint;
import io.schemeless.eventstore.local.transfer.Elements;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `eventstore status`: does it answer, which one is it, and who is how far behind?
@Command(name = "status", description = "Say whether the store answers, and which store it is.%n")
final class StatusCommand extends StoreCommand {
  @Option(
      names = "--count",
      description = "Read the whole log: how many events, and the position of the newest.")
  private boolean count;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "How many events whoever keeps this checkpoint has not seen; several times.")
  private List<Path> checkpoints = new ArrayList<>();

  /// @param head the newest event's position, 0 without events
  private record Counted(long events, long head) {}

  @Override
  int run(EventStoreClient client) {
    StoreHealth health = client.health();
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("url", address().connection().url().toString());
    status.put("status", "ok");
    status.put("incarnation", health.incarnation());
    status.put("epoch", health.epoch());
    status.put("format", health.format());
    if (count) {
      Counted all = count(client, null);
      status.put("events", all.events()).put("head", all.head());
    }
    for (Path each : checkpoints) {
      status.withObject("/lag").put(each.toString(), lag(client, each));
    }
    if (json) {
      out().println(status);
    } else {
      status.properties().forEach(this::print);
    }
    return ExitCode.OK;
  }

  /// Whoever asks whether it answers wants to know it now.
  @Override
  RetryPolicy retries() {
    return RetryPolicy.NONE;
  }

  private void print(Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> line) {
    if (line.getKey().equals("lag")) {
      line.getValue()
          .properties()
          .forEach(each -> out().println("lag of " + each.getKey() + ": " + each.getValue()));
    } else {
      out().println(line.getKey() + ": " + line.getValue().asText());
    }
  }

  private static long lag(EventStoreClient client, Path file) {
    Checkpoint checkpoint = new Checkpoint(file);
    Map<String, String> saved = checkpoint.load();
    return count(client, saved == null ? null : checkpoint.need(saved, "token")).events();
  }

  private static Counted count(EventStoreClient client, @Nullable String after) {
    Replay replay = client.replay().pageSize(Replay.MAX_PAGE);
    long events = 0;
    long head = 0;
    try (TextPages pages = new TextPages(client, replay, TextPages.NDJSON, after, false)) {
      while (pages.hasNext()) {
        Elements page = new Elements(new ByteArrayInputStream(pages.next().body()));
        byte[] newest = null;
        for (byte[] event = page.next(); event != null; event = page.next()) {
          events++;
          newest = event;
        }
        if (newest != null) {
          head = Json.parse(newest).toNode().path("position").asLong();
        }
      }
    }
    return new Counted(events, head);
  }
}
