package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.invoke.PackagedFunctions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The packaged functions through AWS's runtime interface client. Needs their jar, which `mvn
/// package` makes before it comes here.
class InvokeCommandTest {
  private static final Path SAMPLES = BuildOutput.inRepository("events-samples");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void the_packaged_function_answers_cold_and_warm() {
    // given
    PackagedFunctions.needTheJar();
    String event = SAMPLES.resolve("append-valid.json").toString();

    // when
    int exit = command.execute("invoke", "AppendFunction", "-e", event, "-n", "2");

    // then
    assertThat(exit).as("%s", err).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            cold -> assertThat(cold).contains("\"statusCode\":201"),
            warm -> assertThat(warm).contains("\"statusCode\":412"));
    assertThat(err.toString())
        .containsPattern("init \\d+ ms, duration [\\d.]+ ms")
        .containsPattern("\\nduration [\\d.]+ ms")
        .contains("\"Function\":\"append\"")
        .contains("\"Appends\":1.0");
  }

  @Test
  void a_missing_event_is_said_in_two_lines_with_exit_code_2() {
    // when
    int exit = command.execute("invoke", "AppendFunction", "-e", "no-such.json");

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2).first().asString().contains("no-such.json");
  }
}
