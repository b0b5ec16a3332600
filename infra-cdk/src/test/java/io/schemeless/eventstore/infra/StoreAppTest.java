package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAppTest {
  @TempDir Path directory;

  @Test
  void an_unknown_stage_is_one_clear_line() throws Exception {
    AppProcess.Result result =
        AppProcess.of(StoreApp.class, directory).with("stage", "staging").runWithoutFunctions();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors())
        .containsExactly("The setting stage must be sandbox or prod (-c stage=sandbox).");
  }

  @Test
  void missing_functions_are_one_clear_line() throws Exception {
    AppProcess.Result result =
        AppProcess.of(StoreApp.class, directory).with("stage", "sandbox").runWithoutFunctions();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors())
        .containsExactly(
            "functions/target/event-store-functions.jar is missing: run mvn package first.");
  }

  @Test
  void a_store_is_synthesized_from_the_functions_jar() throws Exception {
    AppProcess.Result result =
        AppProcess.of(StoreApp.class, directory).with("stage", "sandbox").run();

    assertThat(result.errors()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(directory.resolve("cdk.out/event-store-events-sandbox.template.json")).exists();
  }
}
