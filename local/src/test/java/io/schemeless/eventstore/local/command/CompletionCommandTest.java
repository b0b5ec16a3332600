package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void every_command_is_completed(String shell) {
    String script = CommandRun.of("completion", shell).out();

    assertThat(script).contains(Main.commandLine().getSubcommands().keySet());
    assertThat(script).contains("checkpoint", "expect-sequences");
  }

  @Test
  void bash_reads_its_script_and_completes_by_it() throws Exception {
    Path bash = Path.of("/bin/bash");
    Assumptions.assumeTrue(Files.isExecutable(bash), "no bash on this machine");
    Path script =
        Files.writeString(
            folder.resolve("script"),
            CommandRun.of("completion", "bash").out()
                + """
                COMP_WORDS=(eventstore rep) COMP_CWORD=1 COMP_LINE='eventstore rep'
                _complete_eventstore
                echo "got ${COMPREPLY[*]}"
                """);

    Process process =
        new ProcessBuilder(bash.toString(), script.toString()).redirectErrorStream(true).start();

    assertThat(process.inputReader().readAllLines()).last().isEqualTo("got replay");
  }
}
