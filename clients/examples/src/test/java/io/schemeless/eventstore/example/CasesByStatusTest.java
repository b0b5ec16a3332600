package io.schemeless.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.NewEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The projection in a process of its own, killed now and then.
class CasesByStatusTest {
  private static final int KILLS = 3;

  private final ServedLog served = new ServedLog();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    served.close();
  }

  private ChildJava start() throws Exception {
    return ChildJava.start(
        CasesByStatus.class, served.url(), folder.resolve("state"), folder.resolve("status.svg"));
  }

  @Test
  void what_is_killed_again_and_again_has_the_totals_of_the_log() throws Exception {
    List<NewEvent> log = served.fill(8_577);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int kills = 0;
    for (int i = 0; i < KILLS; i++) {
      ChildJava running = start();
      awaitBatches(running, 1 + random.nextInt(3));
      Thread.sleep(0, random.nextInt(999_999));
      kills += running.runs() ? 1 : 0;
      running.kill();
    }

    ChildJava.Ended ended = start().end();

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(kills).as("kills, seed %d", seed).isPositive();
    Map<String, String> last = new HashMap<>();
    log.forEach(event -> last.put(String.valueOf(event.stream().identifier()), event.type()));
    Map<String, Long> expected =
        last.values().stream().collect(Collectors.groupingBy(t -> t, Collectors.counting()));
    assertThat(printed(ended.output())).as("seed %d", seed).isEqualTo(expected);
    assertThat(CasesByStatus.run(served.url(), folder.resolve("state")).events)
        .isEqualTo(log.size());
    assertThat(folder.resolve("status.svg"))
        .content()
        .startsWith("<svg ")
        .contains("T10 Determine necessity to stop indication</text>")
        .endsWith("</svg>\n");
  }

  /// Until the file was replaced so often, or it has ended.
  private void awaitBatches(ChildJava running, int batches) throws Exception {
    Path file = folder.resolve("state/cases-by-status-v1.json");
    Object before = version(file);
    for (int i = 0; i < batches; i++) {
      while (running.runs() && version(file).equals(before)) {
        Thread.sleep(1);
      }
      before = version(file);
    }
  }

  private static Object version(Path file) throws Exception {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
  }

  private static Map<String, Long> printed(String output) {
    return output
        .lines()
        .map(String::strip)
        .collect(
            Collectors.toMap(
                line -> line.substring(line.indexOf(' ') + 1),
                line -> Long.parseLong(line.substring(0, line.indexOf(' ')))));
  }

  @Test
  void it_says_that_the_store_was_emptied_under_it() throws Exception {
    served.fill(200);
    CasesByStatus.run(served.url(), folder.resolve("state"));
    served.empty();

    ChildJava.Ended ended = start().end();

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.output())
        .contains("The store was emptied: delete " + folder.resolve("state") + " and start anew.");
  }
}
