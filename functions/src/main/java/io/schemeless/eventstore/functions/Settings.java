package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.store.StoreOptions;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the environment says. A setting that is missing or wrong fails at start, by its name.
/// Bounds and defaults: `docs/reference/environment.md`.
final class Settings {
  static final String TABLE = "EVENT_STORE_TABLE";
  static final String BUCKET = "EVENT_STORE_BUCKET";
  static final String KEY_PREFIX = "EVENT_STORE_KEY_PREFIX";
  static final String OFFLOAD_THRESHOLD = "EVENT_STORE_OFFLOAD_THRESHOLD";
  static final String NAME = "EVENT_STORE_NAME";
  static final String STAGE = "EVENT_STORE_STAGE";
  static final String FOUNDED = "EVENT_STORE_FOUNDED";
  static final String DOMAIN_SCOPES = "EVENT_STORE_DOMAIN_SCOPES";

  private final Map<String, String> environment;

  Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// The store, whose table and bucket others have made.
  ///
  /// @throws IllegalStateException naming the setting that is missing or wrong
  AwsStoreOptions store() {
    AwsStoreOptions.Builder options =
        AwsStoreOptions.builder("", required(BUCKET))
            .tableName(required(TABLE))
            .skipTableCreation(true)
            .skipBucketCreation(true);
    StoreOptions store =
        optional(
            OFFLOAD_THRESHOLD,
            StoreOptions.DEFAULT,
            bytes -> StoreOptions.DEFAULT.withOffloadThreshold(Integer.parseInt(bytes)));
    store = store.withFounded(founded());
    String prefix = optional(KEY_PREFIX, AwsStoreOptions.DEFAULT_KEY_PREFIX, value -> value);
    try {
      return options.store(store).keyPrefix(prefix).build();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The setting "
              + TABLE
              + ", "
              + BUCKET
              + " or "
              + KEY_PREFIX
              + " is wrong: "
              + e.getMessage(),
          e);
    }
  }

  /// Whether the stack makes the store, and no function does.
  private boolean founded() {
    return optional(
        FOUNDED,
        false,
        value ->
            switch (value) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("it is true or false");
            });
  }

  /// What the metrics call the store.
  String name() {
    String name = environment.get(NAME);
    return name == null || name.isBlank() ? required(TABLE) : name;
  }

  /// The stage that a reset must name.
  String stage() {
    return required(STAGE);
  }

  /// The prefix of the scopes that name domains; none where rights are not by domain.
  @Nullable String domainScopes() {
    if (!environment.containsKey(DOMAIN_SCOPES)) {
      return null;
    }
    return optional(
        DOMAIN_SCOPES,
        "",
        prefix -> {
          if (!prefix.matches("[!#-\\[\\]-~]{1,100}")) {
            throw new IllegalArgumentException(
                "a prefix of scopes is 1 to 100 characters of ASCII without space, \" and \\");
          }
          return prefix;
        });
  }

  private String required(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("The setting " + name + " is missing in the environment.");
    }
    return value;
  }

  private <T> T optional(String name, T otherwise, Function<String, T> reader) {
    String value = environment.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The setting " + name + " is wrong: " + e.getMessage(), e);
    }
  }
}
