package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.ServedMemory;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of an import, again and again, wherever it is: repeated until it is through, the store
/// has each event of the file once, in the order of the file.
class ImportKillTest {
  private static final int EVENTS = 6_000;
  private static final int STREAMS = 37;
  private static final int KILLS = 4;

  @TempDir private Path folder;

  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void each_event_is_there_once_and_in_its_order(boolean checkpoint) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("kill -9 of an import, seed " + seed);
    Random random = new Random(seed);
    Path file = file(random);
    try (ServedMemory store = new ServedMemory()) {
      List<String> command = command(file, store, checkpoint);
      Tail tail = new Tail(store);
      int killed = 0;
      for (int i = 0; i < KILLS; i++) {
        killed += killed(command, tail, random) ? 1 : 0;
      }

      assertThat(finished(command)).contains("there already", "0 not taken");
      assertThat(killed).as("imports that did not come to their end").isPositive();
      assertThat(tail.read()).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
      assertThat(finished(command)).contains("0 appended", EVENTS + " there already");
    }
  }

  /// Events with ids and without, in runs of any length: a batch has one kind only.
  private Path file(Random random) throws IOException {
    StringBuilder lines = new StringBuilder();
    boolean named = true;
    for (int i = 0; i < EVENTS; i++) {
      named = random.nextInt(300) == 0 ? !named : named;
      lines.append("{\"domain\":\"d\",\"identifier\":\"").append(random.nextInt(STREAMS));
      lines.append("\",\"type\":\"t\",\"payload\":").append(i);
      lines.append(named ? ",\"id\":\"e-" + i + "\"}\n" : "}\n");
    }
    return Files.writeString(folder.resolve("events.ndjson"), lines);
  }

  private List<String> command(Path file, ServedMemory store, boolean checkpoint) {
    List<String> command =
        new ArrayList<>(List.of("import", file.toString(), "--url", store.url()));
    if (checkpoint) {
      command.addAll(List.of("--checkpoint", folder.resolve("checkpoint").toString()));
    }
    return command;
  }

  /// Lets an import do some of what is left, and ends it.
  private static boolean killed(List<String> command, Tail tail, Random random) throws Exception {
    int goal = tail.read().size() + random.nextInt(EVENTS / KILLS);
    Process process = LocalProcess.start(Map.of(), command.toArray(String[]::new));
    while (process.isAlive() && tail.read().size() < goal) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(10));
    boolean alive = process.isAlive();
    process.destroyForcibly().waitFor();
    return alive;
  }

  private static String finished(List<String> command) throws Exception {
    Process process = LocalProcess.start(Map.of(), command.toArray(String[]::new));
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /// What the log holds, read on as it grows.
  private static final class Tail {
    private final ServedMemory store;
    private final List<Integer> payloads = new ArrayList<>();
    private @Nullable ContinuationToken token;

    Tail(ServedMemory store) {
      this.store = store;
    }

    List<Integer> read() {
      EventPage page;
      do {
        page = store.store().replay(token, PageLimits.ofEvents(1_000), ReplayFilter.ALL);
        page.events().forEach(event -> payloads.add(Integer.valueOf(event.payload().text())));
        token = page.next();
      } while (!page.caughtUp());
      return payloads;
    }
  }
}
