package io.schemeless.eventstore.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.ServedMemory;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one store has, another gets: by a file, of each kind, also through kills and repeats.
class TransferCommandsTest {
  private static final String NUMBER = "-123456789012345678901234567890.10";

  private ServedMemory from;
  private ServedMemory to;
  @TempDir private Path folder;

  @BeforeEach
  void serve() {
    from = new ServedMemory();
    to = new ServedMemory();
  }

  @AfterEach
  void stop() {
    from.close();
    to.close();
  }

  private static CommandRun run(ServedMemory store, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url");
    all.add(store.url());
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static CommandRun done(ServedMemory store, String... arguments) {
    CommandRun run = run(store, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  /// Events of all kinds: with and without ids and identifiers, one that caused others.
  private void fill() {
    StreamId a = StreamId.of("d", "a");
    String cause =
        from.store()
            .append(AppendRequest.of(NewEvent.of(a, "t", Json.parse("{\"n\":" + NUMBER + "}"))))
            .events()
            .getFirst()
            .id();
    NewEvent caused =
        NewEvent.of(StreamId.of("whole"), "u", Json.parse("\"\\u0000 \uD83D\uDE00\""))
            .withCausationId(cause)
            .withCorrelationId(cause)
            .withMeta(Json.parse("{\"source\":\"/x\",\"k\":1}"));
    from.store().append(AppendRequest.of(caused, caused.withId("own")));
    from.store()
        .append(
            AppendRequest.of(
                NewEvent.of(a, "t", Json.NULL)
                    .withId("ce")
                    .withBySource(true)
                    .withMeta(Json.parse("{\"source\":\"/y\"}"))));
    for (int i = 0; i < 250; i++) {
      from.store().append(AppendRequest.of(NewEvent.of(a, "t", Json.parse("" + i))));
    }
  }

  private record Content(
      String id, StreamId stream, String type, Json payload, String causation, long sequence) {}

  private static List<Content> contents(ServedMemory store) {
    List<Content> contents = new ArrayList<>();
    for (Event event : store.store().allEvents()) {
      contents.add(
          new Content(
              event.id(),
              event.stream(),
              event.type(),
              event.payload(),
              String.valueOf(event.causationId()),
              event.sequence()));
    }
    return contents;
  }

  @ParameterizedTest
  @CsvSource({
    "NDJSON, events.ndjson", "NDJSON, events.ndjson.gz",
    "CLOUDEVENTS, events.json", "CLOUDEVENTS, events.json.gz",
  })
  void what_is_exported_is_imported_with_its_ids_causes_and_sequences(String format, String name) {
    fill();
    String file = folder.resolve(name).toString();

    done(from, "export", "--format", format, "--page", "100", file);
    CommandRun first = done(to, "import", file, "--expect-sequences");
    CommandRun second = done(to, "import", file);

    assertThat(contents(to)).isEqualTo(contents(from));
    assertThat(first.out()).startsWith("254 appended, 0 there already, 0 not taken");
    assertThat(second.out()).startsWith("0 appended, 254 there already, 0 not taken");
    assertThat(first.err()).doesNotContain("another sequence");
  }

  @Test
  void a_snapshot_is_what_the_npm_framework_makes_and_comes_back() throws Exception {
    fill();
    Path file = folder.resolve("snapshot.json");

    done(from, "export", "--format", "SNAPSHOT", "--page", "100", file.toString());
    done(to, "import", file.toString());

    JsonNode snapshot = new ObjectMapper().readTree(file.toFile());
    assertThat(snapshot.path("count").asInt()).isEqualTo(254);
    assertThat(snapshot.path("events")).hasSize(254);
    assertThat(snapshot.path("exportedAt").asText()).matches("\\d{4}-.*Z");
    assertThat(snapshot.path("events").path(0).has("position")).isFalse();
    assertThat(contents(to)).isEqualTo(contents(from));
  }

  @Test
  void a_snapshot_of_the_framework_s_own_is_taken_as_it_is() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("s.json"),
            """
            {"exportedAt": "2026-01-01T00:00:00.000Z", "count": 2, "events": [
              {"id": "1", "domain": "d", "identifier": "", "type": "t", "payload": {"a": [1, "}]"]},
               "created": "2026-01-01T00:00:00.000Z", "sequence": 1, "timeBucket": "2026-01"},
              {"id": "2", "domain": "d", "type": "t", "created": "2026-01-01T00:00:00.001Z",
               "correlationId": null, "sequence": 2}
            ]}
            """);

    CommandRun run = done(to, "import", file.toString(), "--json");

    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "{\"events\":2,\"appended\":2,\"there\":0,\"refused\":0,\"renumbered\":0}");
    assertThat(contents(to)).extracting(Content::id).containsExactly("1", "2");
    assertThat(contents(to)).extracting(Content::stream).containsOnly(StreamId.of("d"));
    assertThat(contents(to)).extracting(Content::payload).last().isEqualTo(Json.NULL);
  }

  @ParameterizedTest
  @CsvSource({"events.ndjson", "events.ndjson.gz"})
  void an_export_that_was_killed_goes_on_and_is_the_same(String name) throws Exception {
    fill();
    Path whole = folder.resolve("whole-" + name);
    Path cut = folder.resolve(name);
    done(from, "export", "--page", "50", whole.toString());
    done(from, "export", "--page", "50", cut.toString());
    // As it lies there if the process is killed within its third piece.
    Path part = folder.resolve(name + ".part");
    Files.move(cut, part);
    byte[] bytes = Files.readAllBytes(part);
    long two = behindTwoPages(bytes, name.endsWith(".gz"));
    String token = tokenAfter(100);
    Files.write(part, Arrays.copyOf(bytes, (int) two + 7));
    Files.writeString(
        folder.resolve(name + ".checkpoint"),
        "what=ndjson\ntoken=" + token + "\nevents=100\nbytes=" + two + "\n");

    CommandRun run = done(from, "export", "--page", "50", cut.toString());

    assertThat(text(cut)).isEqualTo(text(whole));
    assertThat(run.err()).contains("exported 254 events");
    assertThat(part).doesNotExist();
    assertThat(folder.resolve(name + ".checkpoint")).doesNotExist();
  }

  private String tokenAfter(int events) {
    return from.store().replay(null, PageLimits.ofEvents(events), ReplayFilter.ALL).next().value();
  }

  private static long behindTwoPages(byte[] bytes, boolean compressed) throws IOException {
    if (!compressed) {
      int lines = 0;
      for (int i = 0; ; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
        if (lines == 100) {
          return i + 1L;
        }
      }
    }
    // Each page is a member of its own, and begins as one does.
    List<Integer> members =
        IntStream.range(0, bytes.length - 3)
            .filter(
                i ->
                    (bytes[i] & 0xFF) == 0x1F
                        && (bytes[i + 1] & 0xFF) == 0x8B
                        && bytes[i + 2] == 8
                        && bytes[i + 3] == 0)
            .boxed()
            .toList();
    return members.get(2);
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return file.toString().endsWith(".gz")
        ? new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8)
        : new String(bytes, UTF_8);
  }

  @Test
  void a_file_that_is_there_or_was_begun_by_another_export_is_left_alone() throws Exception {
    fill();
    Path file = Files.writeString(folder.resolve("mine"), "precious");
    Files.writeString(folder.resolve("begun.part"), "x");
    Files.writeString(
        folder.resolve("begun.checkpoint"), "what=snapshot\ntoken=t\nevents=1\nbytes=1\n");

    assertThat(run(from, "export", file.toString()).exit()).isEqualTo(1);
    assertThat(run(from, "export", folder.resolve("begun").toString()).err())
        .contains("begun by another export");
    assertThat(file).hasContent("precious");
    assertThat(folder.resolve("begun.part")).hasContent("x");
  }

  @Test
  void an_import_without_ids_that_is_cut_off_and_repeated_is_exact() throws Exception {
    String line = "{\"domain\":\"d\",\"type\":\"t\",\"payload\":1}\n";
    Path half = Files.writeString(folder.resolve("half"), line.repeat(1_000));
    Path whole = Files.writeString(folder.resolve("whole"), line.repeat(2_500));

    done(to, "import", half.toString());
    CommandRun run = done(to, "import", whole.toString());

    assertThat(run.out()).startsWith("1500 appended, 1000 there already");
    assertThat(contents(to)).hasSize(2_500);
  }

  @Test
  void a_checkpoint_goes_on_where_it_stands_and_knows_its_input_and_its_store() throws Exception {
    String line = "{\"domain\":\"d\",\"type\":\"t\",\"payload\":1}\n";
    Path file = Files.writeString(folder.resolve("f"), line.repeat(1_000));
    Path other = Files.writeString(folder.resolve("g"), line.replace("1", "2").repeat(1_000));
    String checkpoint = folder.resolve("c").toString();
    done(to, "import", "--checkpoint", checkpoint, file.toString());
    Files.writeString(file, line.repeat(20), StandardOpenOption.APPEND);

    CommandRun again = done(to, "import", "--checkpoint", checkpoint, file.toString());
    CommandRun ofOther = run(to, "import", "--checkpoint", checkpoint, other.toString());
    CommandRun intoOther = run(from, "import", "--checkpoint", checkpoint, file.toString());

    assertThat(again.out()).startsWith("20 appended, 1000 there already");
    assertThat(ofOther.err()).contains("is of another input");
    assertThat(intoOther.err()).contains("is of another store");
    assertThat(contents(to)).hasSize(1_020);
  }

  @Test
  void an_event_that_came_another_way_is_there_and_one_whose_id_is_taken_is_told()
      throws Exception {
    StreamId stream = StreamId.of("d", "i");
    to.store().append(AppendRequest.of(NewEvent.of(stream, "t", Json.parse("1")).withId("same")));
    to.store().append(AppendRequest.of(NewEvent.of(stream, "t", Json.parse("2")).withId("taken")));
    String line =
        "{\"id\":\"%s\",\"domain\":\"d\",\"identifier\":\"i\",\"type\":\"t\",\"payload\":%s}\n";
    Path file =
        Files.writeString(
            folder.resolve("f"),
            line.formatted("same", "1")
                + line.formatted("taken", "3")
                + line.formatted("new", "4")
                + line.formatted("twice", "5")
                + line.formatted("twice", "6"));
    Path rejects = folder.resolve("rejects");

    CommandRun run = run(to, "import", file.toString(), "--rejects", rejects.toString());

    assertThat(run.exit()).isEqualTo(6);
    assertThat(run.out()).startsWith("2 appended, 1 there already, 2 not taken");
    assertThat(run.err()).contains("event 2 was not taken", "event 5 was not taken");
    assertThat(rejects).content().hasLineCount(2).contains("\"taken\"", "\"payload\":6");
    assertThat(contents(to))
        .extracting(Content::id)
        .containsExactly("same", "taken", "new", "twice");
  }

  @Test
  void an_event_out_of_bounds_is_told_by_its_number_and_the_others_are_taken() throws Exception {
    String good = "{\"domain\":\"d\",\"type\":\"t\",\"payload\":1}\n";
    String bad = "{\"domain\":\"d\",\"type\":\"t\",\"payload\":1,\"unknown\":2}\n";
    Path file = Files.writeString(folder.resolve("f"), good.repeat(6) + bad + good.repeat(3));

    CommandRun run = run(to, "import", file.toString());

    assertThat(run.exit()).isEqualTo(6);
    assertThat(run.out()).startsWith("9 appended, 0 there already, 1 not taken");
    assertThat(run.err()).contains("event 7 was not taken");
  }

  @Test
  void a_compressed_file_that_was_cut_off_is_no_whole_one() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write("[{\"domain\":\"d\",\"type\":\"t\",\"payload\":1}".getBytes(UTF_8));
    }
    Path file = Files.write(folder.resolve("f"), out.toByteArray());

    CommandRun run = run(to, "import", file.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("it was cut off");
  }
}
