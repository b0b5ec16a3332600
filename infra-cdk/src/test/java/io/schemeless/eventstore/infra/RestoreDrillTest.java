package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drill, with an AWS command line and a `verify` that write down what they are asked for. What
/// AWS makes of it was not seen.
class RestoreDrillTest {
  private static final Path DRILL = Path.of("restore-drill").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void commands() throws IOException {
    script(
        "aws",
        """
        echo "aws $*" >> "$ASKED"
        case "$*" in
          *TableName*OutputValue*) echo orders-table ;;
          *BucketName*OutputValue*) echo orders-bodies ;;
        esac
        [ "$1 $2" != "$FAILS" ]
        """);
    script("eventstore", "echo \"eventstore $*\" >> \"$ASKED\"; exit ${VERIFIED:-0}\n");
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private int drill(String fails, String verified, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(DRILL.toString()), Stream.of(arguments)).toList());
    builder.environment().put("PATH", folder + ":" + System.getenv().get("PATH"));
    builder.environment().put("ASKED", folder.resolve("asked").toString());
    builder.environment().put("EVENTSTORE", folder.resolve("eventstore").toString());
    builder.environment().put("FAILS", fails);
    builder.environment().put("VERIFIED", verified);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked")).stream()
        .filter(line -> !line.contains("describe-stacks"))
        .map(line -> line.replaceAll("drill-\\d{14}", "drill"))
        .toList();
  }

  @Test
  void the_copy_is_restored_repaired_verified_and_deleted() throws Exception {
    int status = drill("", "0", "event-store-orders-prod");

    assertThat(status).isZero();
    assertThat(asked())
        .containsExactly(
            "aws dynamodb restore-table-to-point-in-time --source-table-name orders-table"
                + " --target-table-name orders-table-drill --use-latest-restorable-time",
            "aws dynamodb wait table-exists --table-name orders-table-drill",
            "eventstore verify --table orders-table-drill --bucket orders-bodies --repair",
            "eventstore verify --table orders-table-drill --bucket orders-bodies",
            "aws dynamodb delete-table --table-name orders-table-drill");
  }

  @Test
  void a_copy_that_does_not_verify_fails_the_drill_and_goes_too() throws Exception {
    assertThat(drill("", "3", "event-store-orders-prod")).isEqualTo(3);
    assertThat(asked().getLast()).startsWith("aws dynamodb delete-table");
  }

  @Test
  void a_restore_that_fails_leaves_nothing_to_delete() throws Exception {
    assertThat(drill("dynamodb restore-table-to-point-in-time", "0", "event-store-orders-prod"))
        .isNotZero();
    assertThat(asked()).noneMatch(line -> line.contains("delete-table"));
  }

  @Test
  void the_copy_may_be_kept() throws Exception {
    assertThat(drill("", "0", "event-store-orders-prod", "--keep")).isZero();
    assertThat(asked()).noneMatch(line -> line.contains("delete-table"));
  }

  @Test
  void without_a_stack_it_says_how_it_is_called() throws Exception {
    assertThat(drill("", "0")).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("said"))).contains("usage:");
  }
}
