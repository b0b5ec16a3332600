package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.log.StoreOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the environment says. A setting that is missing or wrong fails at start, by its name.
///
/// @param table `EVENT_STORE_TABLE`, the DynamoDB table
/// @param bucket `EVENT_STORE_BUCKET`, the S3 bucket
/// @param keyPrefix `EVENT_STORE_KEY_PREFIX`, before every key in the bucket; `""` if not set
/// @param offloadThreshold `EVENT_STORE_OFFLOAD_THRESHOLD`, the bytes above which a stored body
///   goes to the bucket, 4,096 to 307,200; 32,768 if not set
public record Settings(String table, String bucket, String keyPrefix, int offloadThreshold) {

  /// @throws IllegalStateException naming the setting that is missing or wrong
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        required(environment, "EVENT_STORE_TABLE", "the name of the DynamoDB table"),
        required(environment, "EVENT_STORE_BUCKET", "the name of the S3 bucket"),
        environment.getOrDefault("EVENT_STORE_KEY_PREFIX", ""),
        threshold(environment.get("EVENT_STORE_OFFLOAD_THRESHOLD")));
  }

  /// `EVENT_STORE_STAGE`, the stage that a reset must name.
  static String stage(Map<String, String> environment) {
    return required(environment, "EVENT_STORE_STAGE", "the stage that a reset must name");
  }

  /// The store's options.
  StoreOptions options() {
    return StoreOptions.DEFAULT.withOffloadThreshold(offloadThreshold);
  }

  private static String required(Map<String, String> environment, String name, String meaning) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("The setting " + name + " is missing: " + meaning + ".");
    }
    return value;
  }

  private static int threshold(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return StoreOptions.DEFAULT.offloadThreshold();
    }
    try {
      return StoreOptions.DEFAULT.withOffloadThreshold(Integer.parseInt(value)).offloadThreshold();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The setting EVENT_STORE_OFFLOAD_THRESHOLD must be a number of bytes from 4096 to 307200.",
          e);
    }
  }
}
