package io.schemeless.eventstore.local.invoke;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.nio.file.Files;

/// What tests of the packaged functions share.
public final class PackagedFunctions {
  private PackagedFunctions() {}

  /// Ends a test where nothing is packaged.
  public static void needTheJar() {
    assumeTrue(
        Files.isRegularFile(BuildOutput.inRepository("functions/target/event-store-functions.jar")),
        "SKIPPED: no packaged functions; run mvn package instead of mvn test");
  }

  static String sample(String name) throws IOException {
    return Files.readString(BuildOutput.inRepository("events-samples").resolve(name));
  }

  /// Fills a store with more than goes onto the largest page: each quote takes two characters more
  /// in an answer.
  static void fillLargestPage(EventStore store) {
    Json quotes = Json.parse("\"" + "\\\"".repeat(150_000) + "\"");
    NewEvent event = NewEvent.of(StreamId.of("d", "i"), "t", quotes);
    for (int i = 0; i < 15; i++) {
      store.append(AppendRequest.of(event));
    }
  }

  /// Asks for it.
  static String largestPage() throws IOException {
    return sample("replay-first-page.json")
        .replace("limit=5", "limit=100")
        .replace("\"limit\": \"5\"", "\"limit\": \"100\"");
  }
}
