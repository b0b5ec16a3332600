package io.schemeless.eventstore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      BenchMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void a_beginning_means_all_that_begin_so_and_what_they_are_compared_with() {
    assertThat(command.execute("--list", "--only", "six-8,one-stream")).isZero();

    assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
        .containsExactly("known", "one-stream-8", "one-stream-64", "six-1", "six-8");
  }

  @Test
  void a_name_that_there_is_not_is_wrong_use() {
    assertThat(command.execute("--only", "everything")).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains("no workload everything");
  }

  @Test
  void the_model_is_printed_by_its_name_alone() {
    assertThat(command.execute("--only", "model")).isZero();

    assertThat(out.toString())
        .contains("| ours, one process | 64 |", "| a transaction an append |");
  }
}
