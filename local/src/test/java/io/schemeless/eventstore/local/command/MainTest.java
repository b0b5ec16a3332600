package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "--unknown",
        "demo --unknown",
        "demo more",
        "local --unknown",
        "local --port",
        "local --port many",
        "local --port -1",
        "local --port 65536",
        "local --data d --in-memory",
        "verify",
        "verify --table t",
        "verify --bucket b",
        "verify --key-prefix p",
        "verify --data",
        "verify --data d --table t --bucket b",
        "verify --data d --accept-loss",
        "verify --seconds 3",
        "verify --load --repair",
        "verify --load --seconds 0",
        "verify --load --seconds many",
        "verify --load --appends 100001",
        "verify --load --writers 65",
        "verify --load --readers 0",
        "verify --data d --unknown",
        "append --type t",
        "append --expected 1",
        "append --domain d --payload 1",
        "append --domain d --type t file",
        "append --domain d --type t --payload nothing",
        "replay --page 0",
        "replay --page 10001",
        "replay --follow --until-caught-up",
        "replay --after t --since 2026-01-01T00:00:00Z",
        "replay --since yesterday",
        "tail -n -1",
        "stream",
        "stream d --limit 0",
        "event",
        "chain",
        "export --format xml",
        "import --from-bucket",
        "import --from-table t file",
        "import --from-table t --checkpoint c",
        "reset --url https://store.example",
        "completion",
        "completion tcsh"
      })
  void wrong_use_is_said_in_two_lines_with_exit_code_2(String arguments) {
    int exit = command.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(2).last().asString().endsWith("--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "-h", "local --help", "demo --help", "demo -h", "verify --help"})
  void help_is_an_answer_and_no_error(String arguments) {
    int exit = command.execute(arguments.split(" "));

    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("Usage: eventstore").contains("Show this help and exit.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_line_with_exit_code_1() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      int exit = command.execute("local", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(exit).isEqualTo(1);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines(
              "eventstore local: port "
                  + taken.getLocalPort()
                  + " is taken; stop what uses it or choose another with --port");
    }
  }
}
