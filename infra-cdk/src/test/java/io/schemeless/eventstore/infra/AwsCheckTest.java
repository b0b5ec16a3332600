package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check of a deployed sandbox, with commands that write down what they are asked for. What AWS
/// answers was not seen.
class AwsCheckTest {
  private static final Path CHECK = Path.of("aws-check").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void commands() throws Exception {
    boolean jq = new ProcessBuilder("sh", "-c", "command -v jq").start().waitFor() == 0;
    if (!jq) {
      System.out.println("SKIPPED: jq is not installed, so aws-check was not run.");
    }
    Assumptions.assumeTrue(jq, "jq is not installed");
    script(
        "aws",
        """
        echo "aws $*" >> "$ASKED"
        case "$*" in
          *ApiUrl*) echo https://api.example.com/ ;;
          *TableName*) echo orders-table ;;
          *BucketName*) echo orders-bodies ;;
          *ResetFunctionName*) [ -n "$PROD" ] || echo reset ;;
          *export-credentials*) echo 'AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=s AWS_SESSION_TOKEN=t' ;;
        esac
        """);
    script(
        "curl",
        """
        while [ $# -gt 0 ]; do
          case $1 in
            -X) method=$2; shift ;;
            -o) answer=$2; shift ;;
          esac
          last=$1; shift
        done
        echo "$method $last" >> "$ASKED"
        case $last in
          *reset) echo '{"purge":{"complete":true}}' > "$answer" ;;
          *'limit=1') echo "{\\"events\\":[$EVENTS]}" > "$answer" ;;
          *) echo '{}' > "$answer" ;;
        esac
        case "$FAILS" in '') ;; *) case $last in *$FAILS*) exit 22 ;; esac ;; esac
        echo 0.012
        """);
    script(
        "eventstore", "echo \"eventstore $*\" >> \"$ASKED\"; echo report; exit ${VERIFIED:-0}\n");
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private int check(List<String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(CHECK.toString()), Stream.of(arguments)).toList());
    builder.environment().put("PATH", folder + ":" + System.getenv().get("PATH"));
    builder.environment().put("ASKED", folder.resolve("asked").toString());
    builder.environment().put("EVENTSTORE", folder.resolve("eventstore").toString());
    builder.environment().put("AWS_REGION", "eu-central-1");
    for (String variable : List.of("PROD", "EVENTS", "FAILS", "VERIFIED")) {
      builder.environment().remove(variable);
    }
    environment.forEach(
        each -> builder.environment().put(each.split("=", 2)[0], each.split("=", 2)[1]));
    return builder
        .redirectError(folder.resolve("errors").toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .start()
        .waitFor();
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }

  @Test
  void it_measures_loads_prints_and_leaves_the_store_empty() throws Exception {
    int status =
        check(List.of(), "--stack", "event-store-orders-sandbox", "--calls", "3", "--at-once", "2");

    assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("aws-check:");
    assertThat(status).isZero();
    assertThat(asked())
        .filteredOn(line -> line.startsWith("POST https://api.example.com/streams"))
        .hasSize(5);
    assertThat(asked())
        .contains(
            "eventstore verify --table orders-table --bucket orders-bodies --load --add-to-existing"
                + " --seconds 60 --writers 16")
        .endsWith("POST https://api.example.com/reset");
    assertThat(Files.readString(folder.resolve("out")))
        .contains("| append, warm | 3 | 12 | 12 | 12 |")
        .contains("| read, first, at once | 2 | 12 | 12 | 12 |")
        .endsWith("report\n");
  }

  @Test
  void a_store_without_a_reset_or_with_events_is_left_alone() throws Exception {
    assertThat(check(List.of("PROD=yes"), "--stack", "event-store-orders-prod")).isEqualTo(1);
    assertThat(asked()).noneMatch(line -> line.startsWith("POST"));
    assertThat(Files.readString(folder.resolve("errors"))).contains("deploy a sandbox");

    assertThat(check(List.of("EVENTS={}"), "--stack", "event-store-orders-sandbox")).isEqualTo(1);
    assertThat(asked()).noneMatch(line -> line.startsWith("POST"));
    assertThat(Files.readString(folder.resolve("errors"))).contains("holds events");
  }

  @Test
  void what_fails_half_way_leaves_the_store_empty_too() throws Exception {
    assertThat(check(List.of("FAILS=events?limit=100"), "--stack", "s", "--calls", "1"))
        .isEqualTo(1);
    assertThat(asked()).endsWith("POST https://api.example.com/reset");

    assertThat(check(List.of("VERIFIED=1"), "--stack", "s", "--calls", "1")).isEqualTo(1);
    assertThat(asked()).endsWith("POST https://api.example.com/reset");
    assertThat(Files.readString(folder.resolve("out"))).contains("| append, warm |", "report");
  }

  @Test
  void it_says_how_it_is_called() throws Exception {
    assertThat(check(List.of())).isEqualTo(2);
    assertThat(check(List.of(), "--stack", "s", "--calls", "many")).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("errors"))).contains("usage: eventstore aws-check");
  }
}
