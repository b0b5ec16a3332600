package io.schemeless.eventstore.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFileTest {
  private static final String ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234";

  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private StoreFile file(String... options) {
    Map<String, Object> context = new TreeMap<>();
    for (String option : options) {
      context.put(option.split("=", 2)[0], option.split("=", 2)[1]);
    }
    return StoreFile.of(context, folder);
  }

  @Test
  void a_store_is_what_its_file_says() throws IOException {
    write(
        "orders-prod.json",
        """
        {"$schema": "./schema.json", "stage": "prod", "name": "orders", "customerKey": true,
         "appendRate": 40, "cors": ["https://a.example.com", "https://b.example.com"]}""");

    for (StoreFile each :
        new StoreFile[] {file("store=orders-prod"), file("stage=prod", "name=orders")}) {
      StoreConfig config = each.config();
      assertThat(config.id()).isEqualTo("orders-prod");
      assertThat(config.throttle().appends()).isEqualTo(40);
      assertThat(config.corsOrigins()).hasSize(2);
      assertThat(config.encryption().current()).isEqualTo(new StoreConfig.EncryptionKey.Made());
      assertThat(each.said()).isEmpty();
    }
  }

  @Test
  void context_overrides_it_and_that_is_said() throws IOException {
    write("orders-prod.json", "{\"stage\":\"prod\",\"name\":\"orders\",\"appendRate\":40}");

    StoreFile file = file("store=orders-prod", "appendRate=50", "readRate=9");

    assertThat(file.config().throttle().appends()).isEqualTo(50);
    assertThat(file.said())
        .containsExactlyInAnyOrder(
            "The setting appendRate of "
                + folder.resolve("orders-prod.json")
                + " is overridden: 50 in place of 40.",
            "The setting readRate is not in "
                + folder.resolve("orders-prod.json")
                + ": 9 by context.");
  }

  @Test
  void production_without_a_file_is_refused_and_a_sandbox_is_not() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> file("stage=prod", "name=orders"))
        .withMessageContaining("orders-prod.json")
        .withMessageNotContaining("\n");
    assertThat(file("stage=sandbox", "name=orders").config().id()).isEqualTo("orders-sandbox");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"stage\":\"prod\",\"name\":\"bills\"} | must have the name and the stage",
        "{\"stage\":\"sandbox\",\"name\":\"orders\"} | must have the name and the stage",
        "[] | no JSON object",
        "{ | no JSON object",
        "{\"stage\":\"prod\",\"name\":\"orders\",\"custmerKey\":true} | custmerKey is unknown",
        "{\"stage\":\"prod\",\"name\":\"orders\",\"appendRate\":\"many\"} | appendRate must be"
      })
  void a_wrong_file_is_named(String text, String message) throws IOException {
    write("orders-prod.json", text);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> file("store=orders-prod").config())
        .withMessageContaining(message.strip())
        .withMessageNotContaining("\n");
  }

  @Test
  void a_store_that_has_no_file_is_named() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> file("store=order-prod"))
        .withMessageStartingWith("The setting store names no file:");
  }

  /// The deployments that were seen to lose a key and a table: with a key; then with a restored
  /// table; then with neither.
  @Test
  void a_setting_that_was_forgotten_does_not_lead_away_from_the_data() throws IOException {
    String plain = "{\"stage\":\"prod\",\"name\":\"orders\"}";
    write("orders-prod.json", plain.replace("}", ",\"customerKey\":true}"));
    file("store=orders-prod").keep();

    write("orders-prod.json", plain);
    refused("customerKey");

    write(
        "orders-prod.json",
        plain.replace("}", ",\"customerKey\":true,\"table\":\"orders-restored\"}"));
    refused("table");
    file("store=orders-prod", "letGo=table").keep();
    file("store=orders-prod").keep();

    write("orders-prod.json", plain);
    refused("customerKey");
    file("store=orders-prod", "letGo=customerKey,table").keep();
    file("store=orders-prod").keep();
  }

  private void refused(String setting) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> file("store=orders-prod").keep())
        .withMessageStartingWith("The setting " + setting + " was ")
        .withMessageContaining("-c letGo=" + setting)
        .withMessageNotContaining("\n");
  }

  @Test
  void another_key_and_another_bucket_are_noticed_too() throws IOException {
    String plain = "{\"stage\":\"prod\",\"name\":\"orders\"}";
    write("orders-prod.json", plain);
    file("store=orders-prod").keep();

    write("orders-prod.json", plain.replace("}", ",\"bucket\":\"other-bucket\"}"));
    refused("bucket");
    write("orders-prod.json", plain.replace("}", ",\"customerKey\":\"" + ARN + "\"}"));
    refused("customerKey");
    write("orders-prod.json", plain.replace("}", ",\"customerKey\":false}"));
    file("store=orders-prod").keep();
  }

  @Test
  void what_holds_no_data_may_change_and_a_sandbox_is_not_held() throws IOException {
    write("orders-prod.json", "{\"stage\":\"prod\",\"name\":\"orders\",\"notifications\":true}");
    file("store=orders-prod").keep();
    write("orders-prod.json", "{\"stage\":\"prod\",\"name\":\"orders\",\"appendRate\":9}");
    assertThatNoException().isThrownBy(() -> file("store=orders-prod").keep());

    file("stage=sandbox", "customerKey=true").keep();
    assertThat(folder.resolve("events-sandbox.lock.json")).doesNotExist();
  }
}
