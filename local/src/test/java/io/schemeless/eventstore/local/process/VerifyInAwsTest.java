package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `eventstore verify --table --bucket` as a process that finds its servers, region and credentials
/// where every AWS SDK looks for them: in the environment.
class VerifyInAwsTest {
  private static final LocalEnvironment NONE = new LocalEnvironment(Map.of());

  private static Emulators emulators;

  @BeforeAll
  static void startEmulators() {
    emulators = Emulators.start(Emulators.Plan.IN_MEMORY, System.err::println);
  }

  @AfterAll
  static void stopEmulators() {
    emulators.close();
  }

  @Test
  void a_sound_store_is_loaded_on_demand_and_a_broken_one_is_reported() throws Exception {
    // given
    try (LocalStore store = LocalStore.open("orders", emulators.endpoints(), NONE)) {
      NewEvent event = NewEvent.of(StreamId.of("order", "a"), "placed", Json.NULL).withId("id-1");
      store.store().append(AppendRequest.of(event));

      // when
      Ended asked = verify("orders", "--load");
      Ended loaded = verify("orders", "--load", "--appends", "30", "--add-to-existing");
      loseTheClaimOfAnId(store);
      Ended broken = verify("orders");

      // then
      assertThat(asked.exit()).isEqualTo(2);
      assertThat(asked.err()).hasSize(2).first().asString().contains("--add-to-existing");
      assertThat(loaded.exit()).as("%s", loaded).isZero();
      assertThat(loaded.out())
          .contains("              0  broken promises", "              0  findings")
          .contains("              2  readers that followed the log");
      assertThat(broken.exit()).isEqualTo(1);
      assertThat(broken.out()).contains("              1  findings");
    }
  }

  @Test
  void a_table_that_is_not_there_is_said_in_one_line() throws Exception {
    Ended missing = verify("nothing");

    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).singleElement().asString().startsWith("eventstore verify: ");
  }

  private static void loseTheClaimOfAnId(LocalStore store) {
    Map<String, AttributeValue> key =
        Map.of(
            "pk", AttributeValue.fromS(store.store().info().incarnation() + "/e/id-1"),
            "sk", AttributeValue.fromS("%015d".formatted(0)));
    store.clients().dynamoDb().deleteItem(delete -> delete.tableName("orders").key(key));
  }

  /// How a process ended, and the lines that it said.
  private record Ended(int exit, List<String> out, List<String> err) {}

  private static Ended verify(String table, String... options)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify",
                "--table",
                table,
                "--bucket",
                LocalStore.BUCKET,
                "--key-prefix",
                LocalStore.keyPrefix(table)));
    arguments.addAll(List.of(options));
    Process process = LocalProcess.startAt(emulators.endpoints(), arguments);
    List<String> out = process.inputReader(StandardCharsets.UTF_8).readAllLines();
    List<String> err = process.errorReader(StandardCharsets.UTF_8).readAllLines();
    return new Ended(process.waitFor(), out, err);
  }
}
