package io.schemeless.eventstore.example;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.projection.EventFeed;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.checkpoint.FileCheckpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A projection: how many permit cases stand where, by the last thing that happened to each.
///
///     java ... CasesByStatus http://localhost:8787 STATE [CHART]
///
/// It can be stopped, or killed, at any moment, and goes on where it was.
public final class CasesByStatus {
  private static final ProjectionId ID = ProjectionId.of("cases-by-status", 1);

  private CasesByStatus() {}

  /// The state, as Jackson writes it beside the checkpoint.
  public static final class Cases {
    public long events;
    public Map<String, String> status = new TreeMap<>();
  }

  static void project(RecordedEvent event, Cases cases) {
    cases.status.put(String.valueOf(event.stream().identifier()), event.type());
    cases.events++;
  }

  static Cases run(URI url, Path state) throws IOException {
    try (EventStoreClient store = EventStoreClient.of(url);
        FileCheckpoints<Cases> files = new FileCheckpoints<>(state, Cases.class, Cases::new)) {
      EventFeed permits = EventFeed.of(store.replay().domain("permit"));
      ProjectionRunner.of(ID, permits, files, CasesByStatus::project).build().catchUp();
      return files.state(ID);
    }
  }

  /// How many cases have a status, most first.
  static Map<String, Long> totals(Cases cases) {
    Map<String, Long> counts =
        cases.status.values().stream()
            .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("usage: CasesByStatus URL STATE [CHART]");
      System.exit(2);
    }
    Path state = Path.of(arguments[1]);
    try {
      Map<String, Long> totals = totals(run(URI.create(arguments[0]), state));
      totals.forEach((type, count) -> System.out.printf("%6d %s%n", count, type));
      if (arguments.length > 2) {
        Files.writeString(Path.of(arguments[2]), StatusChart.svg(totals));
      }
    } catch (ProjectionException.RebuildNeeded e) {
      System.err.println("The store was emptied: delete " + state + " and start anew.");
      System.exit(1);
    }
  }
}
