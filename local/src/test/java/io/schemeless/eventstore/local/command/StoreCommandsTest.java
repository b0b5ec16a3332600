package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.ServedMemory;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on a store.
class StoreCommandsTest {
  private static ServedMemory served;
  @TempDir private Path folder;

  @BeforeAll
  static void serve() {
    served = new ServedMemory();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @BeforeEach
  void empty() {
    assertThat(run("reset", "--yes").exit()).isZero();
  }

  private static CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url");
    all.add(served.url());
    return CommandRun.of(all.toArray(String[]::new));
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("events"), text);
  }

  private static CommandRun appended(String stream, String payload, String... more) {
    List<String> all =
        new ArrayList<>(List.of("append", "--domain", "d", "--identifier", stream, "--type", "t"));
    all.addAll(List.of("--payload", payload));
    all.addAll(List.of(more));
    CommandRun run = run(all.toArray(String[]::new));
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  @Test
  void one_event_is_appended_from_the_command_line_itself_and_every_digit_stays() {
    String number = "12345678901234567890.1234567890e5";
    CommandRun run = appended("i", "{\"n\":" + number + "}");

    assertThat(run.out()).startsWith("1.0  d/i#1  ");
    assertThat(run("replay", "--json").out()).contains("\"payload\":{\"n\":" + number + "}");
    assertThat(run("replay").out()).startsWith("1.0  d/i#1  t  {\"n\":");
  }

  @Test
  void a_wrong_version_is_a_conflict_with_an_exit_code_of_its_own() {
    appended("i", "1");

    CommandRun run =
        run("append", "--domain", "d", "--identifier", "i", "--type", "t", "--expected", "0");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToIgnoringNewLines("eventstore append: the stream is at version 1, not 0: d/i");
  }

  @Test
  void a_file_is_appended_whatever_form_it_has() throws Exception {
    String event = "{\"domain\":\"d\",\"type\":\"t\",\"payload\":null}";
    String cloudEvent =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"domain\":\"d\"}";
    for (String text :
        List.of(
            event,
            event + "\n" + event + "\n",
            "[" + event + " , " + event + "]",
            cloudEvent,
            "{\"events\": [" + event + "], \"next\": \"x\"}")) {
      CommandRun run = run("append", file(text).toString());

      assertThat(run.exit()).as("%s: %s", text, run).isZero();
    }
    assertThat(run("replay").lines()).hasSize(7);
  }

  @Test
  void a_repeat_under_one_key_is_made_once_and_says_so() throws Exception {
    String file = file("{\"domain\":\"d\",\"type\":\"t\",\"payload\":1}").toString();

    CommandRun first = run("append", "--key", "k", file);
    CommandRun second = run("append", "--key", "k", file);

    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).contains("an earlier request had appended them");
    assertThat(run("replay").lines()).hasSize(1);
  }

  @Test
  void a_replay_starts_at_a_token_an_event_or_a_time_and_filters() throws Exception {
    String first = appended("a", "1").out().strip();
    appended("b", "2");
    run("append", "--domain", "other", "--type", "u");
    String id = first.substring(first.lastIndexOf(' ') + 1);
    String recorded =
        run("stream", "d", "b", "--json")
            .out()
            .replaceAll("(?s).*\"recorded\":\"([^\"]*)\".*", "$1");
    String token = run("replay", "--domain", "d").err().replace("next: ", "").strip();

    assertThat(run("replay", "--after-event", id).lines()).hasSize(2);
    assertThat(run("replay", "--since", recorded).lines()).hasSizeBetween(2, 3);
    assertThat(run("replay", "--position", "2").lines()).hasSize(2);
    assertThat(run("replay", "--position", "2", "--domain", "d").lines()).hasSize(1);
    assertThat(run("replay", "--last", "1").lines()).hasSize(1);
    assertThat(run("replay", "--last", "1", "--position", "2").exit()).isEqualTo(2);
    Path exported = folder.resolve("from-3");
    assertThat(run("export", "--position", "3", exported.toString()).exit()).isZero();
    assertThat(exported).content().hasLineCount(1).contains("\"domain\":\"other\"");
    assertThat(run("replay", "--position", "0").exit()).isEqualTo(1);
    assertThat(run("replay", "--after-event", id, "--source", "/none").exit()).isEqualTo(4);
    assertThat(run("replay", "--since", "2999-01-01T00:00:00Z").lines()).isEmpty();
    assertThat(run("replay", "--type", "u", "--type", "v").lines()).hasSize(1);
    assertThat(run("replay", "--domain", "d", "--after", token).lines()).isEmpty();
    assertThat(run("replay", "--after-event", "none").exit()).isEqualTo(4);
    assertThat(run("replay", "--after", "damaged").exit()).isEqualTo(1);
  }

  @Test
  void tags_are_appended_and_found_and_decided_over() throws Exception {
    appended("a", "1", "--tag", "red", "--tag", "a, b");
    appended("a", "2", "--tag", "blue");
    run("append", "--domain", "d", "--type", "plain");
    String red = "{\"tags\":[\"red\"]}";
    String plain = "{\"types\":[\"plain\"]}";

    assertThat(run("replay", "--tag", "red", "--tag", "a, b").lines()).hasSize(1);
    assertThat(run("replay", "--tag", "red", "--tag", "blue").lines()).isEmpty();
    CommandRun both = run("replay", "--item", red, "--item", plain);
    assertThat(both.lines()).hasSize(2);
    assertThat(run("replay", "--item", red, "--tag", "red").exit()).isEqualTo(2);
    assertThat(run("replay", "--item", "{\"tag\":[]}").err()).contains("has tag");

    String token = both.err().replace("next: ", "").strip();
    CommandRun made =
        appended("b", "3", "--tag", "red", "--fail-if", red, "--fail-if", plain, "--seen", token);
    assertThat(made.exit()).isZero();
    CommandRun refused =
        run("append", "--domain", "d", "--type", "t", "--fail-if", red, "--seen", token);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).startsWith("eventstore append: ");
    assertThat(
            run(
                    "append",
                    "--domain",
                    "d",
                    "--identifier",
                    "a",
                    "--type",
                    "t",
                    "--expected",
                    "1",
                    "--fail-if",
                    "{\"tags\":[\"green\"]}")
                .err())
        .contains("at version 2, not 1");
  }

  @Test
  void what_a_file_says_of_its_append_is_not_passed_over() throws Exception {
    String event = "{\"domain\":\"d\",\"type\":\"t\",\"payload\":null,\"tags\":[\"one\"]}";
    String once = "{\"failIfEventsMatch\":[{\"tags\":[\"one\"]}]}";
    String whole = "{\"events\":[" + event + "],\"condition\":" + once + "}";
    String versions =
        "{\"expected\":[{\"domain\":\"d\",\"sequence\":9}],\"events\":[" + event + "]}";

    assertThat(run("append", file(whole).toString()).exit()).isZero();
    assertThat(run("append", file(whole).toString()).exit()).isEqualTo(3);
    assertThat(run("append", file(versions).toString()).exit()).isEqualTo(3);
    assertThat(run("append", file(whole).toString(), "--domain", "d").exit()).isEqualTo(2);
    assertThat(run("append", file(event).toString(), "--fail-if", "{\"tags\":[\"one\"]}").exit())
        .isEqualTo(3);
    assertThat(run("replay").lines()).hasSize(1);
  }

  @Test
  void a_checkpoint_brings_each_event_to_one_of_the_runs_and_tells_the_lag() {
    String checkpoint = folder.resolve("seen").toString();
    appended("a", "1");
    CommandRun first = run("replay", "--checkpoint", checkpoint);
    appended("a", "2");
    appended("a", "3");
    CommandRun status = run("status", "--count", "--checkpoint", checkpoint);
    CommandRun second = run("replay", "--checkpoint", checkpoint);

    assertThat(first.lines()).hasSize(1);
    assertThat(second.lines()).hasSize(2);
    assertThat(status.lines())
        .contains("status: ok", "events: 3", "head: 3", "lag of " + checkpoint + ": 2");
  }

  @Test
  void tail_looks_further_back_where_a_filter_lets_little_through() throws Exception {
    appended("a", "1", "--tag", "rare");
    appended("a", "2", "--tag", "rare");
    StreamId filler = StreamId.of("filler", null);
    for (int i = 0; i < 1_100; i++) {
      served.store().append(AppendRequest.of(NewEvent.of(filler, "t", Json.NULL)));
    }

    assertThat(tailed("--tag", "rare", "-n", "1")).contains("#2");
    assertThat(tailed("--tag", "rare", "-n", "5")).contains("#1");
    assertThat(tailed("-n", "1")).contains("#1100");
  }

  /// The first line of a tail.
  private static String tailed(String... options) throws Exception {
    BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    List<String> all = new ArrayList<>(List.of("tail", "--url", served.url()));
    all.addAll(List.of(options));
    Thread tail =
        Thread.ofVirtual()
            .start(
                () ->
                    Main.commandLine()
                        .setOut(new PrintWriter(lines(printed)))
                        .setErr(new PrintWriter(Writer.nullWriter()))
                        .execute(all.toArray(String[]::new)));
    String line = printed.poll(60, TimeUnit.SECONDS);
    tail.interrupt();
    assertThat(tail.join(java.time.Duration.ofSeconds(60))).isTrue();
    return String.valueOf(line);
  }

  @Test
  void tail_prints_the_newest_and_then_what_comes() throws Exception {
    appended("a", "1");
    appended("a", "2");
    BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    Thread tail =
        Thread.ofVirtual()
            .start(
                () ->
                    Main.commandLine()
                        .setOut(new PrintWriter(lines(printed)))
                        .setErr(new PrintWriter(Writer.nullWriter()))
                        .execute("tail", "-n", "1", "--url", served.url()));

    assertThat(printed.poll(60, TimeUnit.SECONDS)).contains("#2");
    appended("a", "3");
    assertThat(printed.poll(60, TimeUnit.SECONDS)).contains("#3");

    tail.interrupt();
    assertThat(tail.join(java.time.Duration.ofSeconds(60))).isTrue();
  }

  private static Writer lines(BlockingQueue<String> queue) {
    return new Writer() {
      private final StringBuilder line = new StringBuilder();

      @Override
      public synchronized void write(char[] text, int from, int length) {
        for (int i = from; i < from + length; i++) {
          if (text[i] == '\n') {
            queue.add(line.toString());
            line.setLength(0);
          } else {
            line.append(text[i]);
          }
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void streams_events_and_chains_are_printed() throws Exception {
    run(
        "append",
        file("{\"domain\":\"d\",\"identifier\":\"i\",\"id\":\"a/b?\",\"type\":\"t\",\"payload\":1,"
                + "\"correlationId\":\"c d\"}")
            .toString());
    appended("i", "2");
    appended("j", "3");

    assertThat(run("stream", "d", "i", "--backward", "--limit", "1").out()).contains("#2");
    assertThat(run("stream", "d", "i", "--from", "2").lines()).hasSize(1);
    assertThat(run("stream", "d", "none").lines()).isEmpty();
    assertThat(run("streams", "--domain", "d").lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("d/i");
    assertThat(run("streams", "--json").lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    assertThat(run("event", "a/b?", "--json").out()).contains("\"id\":\"a/b?\"");
    assertThat(run("event", "none").exit()).isEqualTo(4);
    assertThat(run("chain", "c d").lines()).hasSize(1);
  }

  @Test
  void reset_does_nothing_unless_somebody_says_yes() {
    appended("i", "1");

    CommandRun refused = run("reset");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--yes");
    assertThat(run("reset", "--yes", "--stage", "prod").exit()).isEqualTo(1);
    assertThat(run("replay").lines()).hasSize(1);
    assertThat(run("reset", "--yes", "--json").out())
        .isEqualToIgnoringNewLines("{\"stage\":\"local\",\"complete\":true}");
    assertThat(run("replay").lines()).isEmpty();
  }

  @Test
  void a_store_that_does_not_answer_is_said_at_once() {
    CommandRun run = CommandRun.of("status", "--url", "http://127.0.0.1:1");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).hasLineCount(1).contains("http://127.0.0.1:1");
  }
}
