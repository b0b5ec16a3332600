package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// Log groups of the store: kept as long as its stage says, and encrypted as its data is.
final class StoreLogs {
  private StoreLogs() {}

  static LogGroup of(Construct scope, String id, StoreConfig config, Storage storage) {
    return of(scope, id, config, storage, null);
  }

  /// @param name or none, and CloudFormation makes one
  static LogGroup of(
      Construct scope, String id, StoreConfig config, Storage storage, @Nullable String name) {
    LogGroup.Builder builder =
        LogGroup.Builder.create(scope, id)
            .retention(config.stage().logs())
            .removalPolicy(config.stage().removalOnceCreated());
    if (name != null) {
      builder.logGroupName(name);
    }
    IKey key = storage.key();
    if (key != null) {
      builder.encryptionKey(key);
    }
    return builder.build();
  }
}
