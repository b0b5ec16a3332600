package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.infra.config.StoreConfig.Adopted;
import io.schemeless.eventstore.infra.config.StoreConfig.Backup;
import io.schemeless.eventstore.infra.config.StoreConfig.Capacity;
import io.schemeless.eventstore.infra.config.StoreConfig.Encryption;
import io.schemeless.eventstore.infra.config.StoreConfig.EncryptionKey;
import io.schemeless.eventstore.infra.config.StoreConfig.Span;
import io.schemeless.eventstore.infra.config.StoreConfig.TableSettings;
import io.schemeless.eventstore.infra.config.StoreConfig.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is chosen about a store's data: table, bucket, keys, backups.
final class DataSettings {
  /// `DeleteAfterDays` in the API reference of AWS Backup: a hundred years.
  private static final int MAX_BACKUP_DAYS = 36_500;

  /// What a new table on demand takes at once, in the developer guide of DynamoDB.
  private static final int LEAST_WARM_READS = 12_000;

  private static final int LEAST_WARM_WRITES = 4_000;

  private static final String KEY_ARN =
      "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]{1,64}";

  /// What only a table of the stack's own can be given.
  private static final List<String> OF_OWN_TABLES =
      List.of(
          "contributorInsights",
          "maxReadUnits",
          "maxWriteUnits",
          "readCapacity",
          "tableClass",
          "warmReadUnits",
          "warmWriteUnits",
          "writeCapacity");

  private final ContextValues values;

  DataSettings(ContextValues values) {
    this.values = values;
  }

  Adopted adopted() {
    return new Adopted(
        values.text("table", "[A-Za-z0-9_.-]{3,255}", "the name of a DynamoDB table"),
        values.text(
            "bucket",
            "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
            "the name of an S3 bucket of this region"));
  }

  TableSettings table(Stage stage, Adopted adopted) {
    if (adopted.table() != null) {
      for (String key : OF_OWN_TABLES) {
        if (values.text(key) != null) {
          throw new ConfigException(
              key, "is for a table of the stack's own; with table, set it on that table");
        }
      }
    }
    boolean infrequent =
        values
            .text(
                "tableClass",
                "standard|infrequentAccess",
                "standard or infrequentAccess",
                "standard")
            .equals("infrequentAccess");
    boolean insights = values.flag("contributorInsights", stage.isProd());
    return new TableSettings(capacity(), infrequent, insights);
  }

  private Capacity capacity() {
    Span reads = values.span("readCapacity");
    Span writes = values.span("writeCapacity");
    Units most = values.units("maxReadUnits", "maxWriteUnits", 1, 1);
    Units warm =
        values.units("warmReadUnits", "warmWriteUnits", LEAST_WARM_READS, LEAST_WARM_WRITES);
    if (reads == null && writes == null) {
      return new Capacity.OnDemand(most, warm);
    }
    if (reads == null || writes == null) {
      throw new ConfigException("readCapacity", "and writeCapacity go together");
    }
    if (most != null || warm != null) {
      throw new ConfigException(
          most != null ? "maxReadUnits" : "warmReadUnits", "is for a table on demand");
    }
    return new Capacity.Provisioned(reads, writes);
  }

  Encryption encryption() {
    String key =
        values.text(
            "customerKey", "true|false|" + KEY_ARN, "true, false or the ARN of a KMS key", "false");
    EncryptionKey current =
        switch (key) {
          case "false" -> new EncryptionKey.OfAws();
          case "true" -> new EncryptionKey.Made();
          default -> new EncryptionKey.Given(key);
        };
    return new Encryption(current, values.texts("formerKeys", KEY_ARN, "the ARN of a KMS key"));
  }

  @Nullable Backup backup() {
    Integer days = values.number("backupDays", 1, MAX_BACKUP_DAYS);
    String copyTo =
        values.text(
            "backupCopyTo",
            "arn:aws[a-z-]*:backup:[a-z0-9-]+:\\d{12}:backup-vault:[A-Za-z0-9_-]{2,50}",
            "the ARN of a backup vault");
    if (days == null) {
      if (copyTo != null) {
        throw new ConfigException("backupCopyTo", "needs backupDays");
      }
      return null;
    }
    return new Backup(days, copyTo);
  }
}
