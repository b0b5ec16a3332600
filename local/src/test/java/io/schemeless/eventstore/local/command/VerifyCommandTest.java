package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `eventstore verify` on the data of a local store.
class VerifyCommandTest {
  @TempDir private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// One story, for each command starts servers on the directory.
  @Test
  void the_exit_code_says_whether_a_store_is_sound_and_it_is_loaded_only_on_demand() {
    with(StoreToCheck::fill);

    int exit = verify();

    assertThat(err.toString()).contains("looking through the log", "looking through the bucket");
    assertThat(out.toString())
        .containsPattern("(?m)^ +3  events$")
        .containsPattern("(?m)^ +1  objects$")
        .containsPattern("(?m)^ +0  findings$");
    assertThat(exit).isZero();

    assertThat(verify("--load")).isEqualTo(2);
    assertThat(err.toString()).contains("--add-to-existing");
    assertThat(verify("--load", "--add-to-existing", "--appends", "40", "--writers", "3")).isZero();
    assertThat(err.toString()).contains("events of the domain verify-load-");
    assertThat(out.toString())
        .containsPattern("(?m)^ +2  readers that followed the log$")
        .containsPattern("(?m)^ +0  broken promises$")
        .containsPattern("(?m)^ +0  findings$");
    with(
        local ->
            assertThat(local.store().allEvents(100))
                .extracting(event -> event.stream().domain().replaceAll("-[0-9a-f]{12}$", ""))
                .startsWith("permit", "permit", "file", "verify-load")
                .hasSizeGreaterThan(20));

    with(local -> new StoreToCheck(local, LocalStore.NAME).deleteObjects());
    assertThat(verify()).isEqualTo(1);
    assertThat(verify("--repair", "--accept-loss")).isZero();
  }

  @Test
  void a_directory_that_is_not_there_is_said_in_one_line() {
    int exit = execute("verify", "--data", data.resolve("none").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().strip()).startsWith("eventstore verify: there is no directory ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int verify(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "verify";
    arguments[1] = "--data";
    arguments[2] = data.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return execute(arguments);
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private void with(Consumer<LocalStore> use) {
    LocalEnvironment environment = new LocalEnvironment(Map.of());
    try (Emulators emulators = Emulators.start(Emulators.Plan.dataIn(data), _ -> {});
        LocalStore local = LocalStore.open("local", emulators.endpoints(), environment)) {
      use.accept(local);
    }
  }
}
