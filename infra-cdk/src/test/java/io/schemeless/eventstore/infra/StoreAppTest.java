package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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
  void a_console_that_is_not_built_is_one_clear_line() throws Exception {
    AppProcess.Result result =
        AppProcess.of(StoreApp.class, directory)
            .with("stage", "sandbox")
            .with("console", "true")
            .run();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors())
        .containsExactly(
            "The setting console needs the console's files, and there are none in"
                + " local/target/console: run mvn package. It builds them with Node.js 20.19 or"
                + " newer, and npm.");
  }

  @Test
  void production_without_its_file_is_one_clear_line() throws Exception {
    AppProcess.Result result =
        AppProcess.of(StoreApp.class, directory)
            .with("stage", "prod")
            .with("name", "orders")
            .runWithoutFunctions();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors())
        .containsExactly(
            "A production store keeps its settings in a file, so that no deployment forgets one: put"
                + " them into stores/orders-prod.json.");
  }

  @Test
  void a_production_store_is_synthesized_from_its_file_and_what_holds_its_data_is_put_on_record()
      throws Exception {
    Files.createDirectories(directory.resolve("stores"));
    Files.writeString(
        directory.resolve("stores/orders-prod.json"),
        "{\"stage\":\"prod\",\"name\":\"orders\",\"customerKey\":true,\"appendRate\":40}");

    AppProcess.Result result =
        AppProcess.of(StoreApp.class, directory)
            .with("store", "orders-prod")
            .with("appendRate", "50")
            .run();

    assertThat(result.errors())
        .containsExactly(
            "The setting appendRate of stores/orders-prod.json is overridden: 50 in place of 40.");
    assertThat(result.exit()).isZero();
    assertThat(directory.resolve("stores/orders-prod.lock.json"))
        .hasContent(
            "{\n  \"bucket\" : \"\",\n  \"customerKey\" : \"true\",\n  \"table\" : \"\"\n}");
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
