package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.aws.AwsStoreOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> REQUIRED =
      Map.of("EVENT_STORE_TABLE", "events", "EVENT_STORE_BUCKET", "event-bodies");

  private static Settings with(String name, String value) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put(name, value);
    return new Settings(environment);
  }

  @Test
  void table_and_bucket_are_enough() {
    // when
    AwsStoreOptions options = new Settings(REQUIRED).store();

    // then
    assertThat(options.tableName()).isEqualTo("events");
    assertThat(options.bucketName()).isEqualTo("event-bodies");
    assertThat(options.keyPrefix()).isEqualTo("events/");
    assertThat(options.store().offloadThreshold()).isEqualTo(32_768);
  }

  @Test
  void a_function_creates_neither_table_nor_bucket() {
    // when
    AwsStoreOptions options = new Settings(REQUIRED).store();

    // then
    assertThat(options.skipTableCreation()).isTrue();
    assertThat(options.skipBucketCreation()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVENT_STORE_TABLE", "EVENT_STORE_BUCKET"})
  void a_missing_setting_is_named(String name) {
    // given
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.remove(name);

    // when
    Settings settings = new Settings(environment);

    // then
    assertThatThrownBy(settings::store).hasMessageContaining(name).hasMessageContaining("missing");
    assertThatThrownBy(with(name, " ")::store).hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT_STORE_TABLE, no/slash",
    "EVENT_STORE_BUCKET, Capitals",
    "EVENT_STORE_FOUNDED, yes",
    "EVENT_STORE_OFFLOAD_THRESHOLD, 4095",
    "EVENT_STORE_OFFLOAD_THRESHOLD, 307201",
    "EVENT_STORE_OFFLOAD_THRESHOLD, many",
    "EVENT_STORE_OFFLOAD_THRESHOLD, ''"
  })
  void a_wrong_setting_is_named(String name, String value) {
    // when
    Settings settings = with(name, value);

    // then
    assertThatThrownBy(settings::store).hasMessageContaining(name).hasMessageContaining("wrong");
  }

  @Test
  void what_is_set_is_taken() {
    assertThat(with("EVENT_STORE_KEY_PREFIX", "team-a/").store().keyPrefix()).isEqualTo("team-a/");
    assertThat(with("EVENT_STORE_OFFLOAD_THRESHOLD", "4096").store().store().offloadThreshold())
        .isEqualTo(4_096);
    assertThat(with("EVENT_STORE_STAGE", "sandbox").stage()).isEqualTo("sandbox");
    assertThat(with("EVENT_STORE_FOUNDED", "true").store().store().founded()).isTrue();
    assertThat(new Settings(REQUIRED).store().store().founded()).isFalse();
    assertThat(with("EVENT_STORE_DOMAIN_SCOPES", "events/").domainScopes()).isEqualTo("events/");
    assertThat(new Settings(REQUIRED).domainScopes()).isNull();
  }

  @Test
  void a_prefix_of_scopes_is_what_a_scope_may_have() {
    assertThat(with("EVENT_STORE_DOMAIN_SCOPES", "s".repeat(100)).domainScopes()).hasSize(100);
    for (String wrong : new String[] {"", "s".repeat(101), "a b", "a\"", "a\\", "ä"}) {
      assertThatThrownBy(with("EVENT_STORE_DOMAIN_SCOPES", wrong)::domainScopes)
          .hasMessageContaining("EVENT_STORE_DOMAIN_SCOPES")
          .hasMessageContaining("wrong");
    }
  }

  @Test
  void a_reset_needs_the_stage() {
    // when
    Settings settings = new Settings(REQUIRED);

    // then
    assertThatThrownBy(settings::stage).hasMessageContaining("EVENT_STORE_STAGE");
  }

  @Test
  void the_page_of_the_reference_has_every_setting_with_its_default_and_bounds()
      throws IOException {
    // given
    Set<String> read =
        Arrays.stream(Settings.class.getDeclaredFields())
            .filter(field -> field.getType() == String.class)
            .map(SettingsTest::name)
            .collect(Collectors.toSet());

    // when
    Map<String, String> rows =
        Files.readAllLines(Path.of("..", "docs", "reference", "environment.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .collect(Collectors.toMap(line -> line.split("`", -1)[1], line -> line));

    // then
    assertThat(rows.keySet()).isEqualTo(read);
    assertThat(rows.get("EVENT_STORE_KEY_PREFIX"))
        .contains("`" + new Settings(REQUIRED).store().keyPrefix() + "`", "512 bytes");
    assertThat(rows.get("EVENT_STORE_OFFLOAD_THRESHOLD")).contains("32,768", "4,096 to 307,200");
  }

  private static String name(Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
