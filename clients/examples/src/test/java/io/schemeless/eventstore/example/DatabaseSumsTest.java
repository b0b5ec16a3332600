package io.schemeless.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.NewEvent;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A projection whose checkpoint lies in the database that it writes to, killed again and again.
class DatabaseSumsTest {
  private static final int KILLS = 3;

  @Test
  void each_event_counts_once_in_a_database(@TempDir Path folder) throws Exception {
    try (ServedLog served = new ServedLog()) {
      List<NewEvent> log = served.fill(2_500);
      long seed = new Random().nextLong();
      Random random = new Random(seed);
      Path database = folder.resolve("database");
      int kills = 0;
      for (int i = 0; i < KILLS; i++) {
        ChildJava running = ChildJava.start(DatabaseSums.class, served.url(), database);
        BufferedReader lines = running.process().inputReader();
        for (int batches = 4 + random.nextInt(20); batches > 0 && lines.readLine() != null; ) {
          batches--;
        }
        Thread.sleep(0, random.nextInt(999_999));
        kills += running.runs() ? 1 : 0;
        running.kill();
      }

      ChildJava.Ended ended = ChildJava.start(DatabaseSums.class, served.url(), database).end();

      assertThat(ended.exit()).as(ended.output()).isZero();
      assertThat(kills).as("kills, seed %d", seed).isPositive();
      Map<String, Long> expected =
          log.stream().collect(Collectors.groupingBy(NewEvent::type, Collectors.counting()));
      assertThat(sums(ended.output())).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static Map<String, Long> sums(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("sum "))
        .map(line -> line.split(" ", 3))
        .collect(Collectors.toMap(parts -> parts[2], parts -> Long.parseLong(parts[1])));
  }
}
