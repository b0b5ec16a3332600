package io.schemeless.eventstore.aws;

import io.schemeless.eventstore.dynamodb.Capacity;
import io.schemeless.eventstore.json.Utf8;
import io.schemeless.eventstore.store.StoreOptions;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Where a store lives and how it behaves.
///
///     AwsStoreOptions.builder("prod-", "my-event-archive").capacityUnits(20, 10).build()
///
/// @param tableName 3 to 255 letters, digits, `_`, `-` and `.`
/// @param bucketName as S3 allows
/// @param keyPrefix put before every object's key; up to 512 bytes, may be empty
/// @param capacity of the table, where it is created
/// @param skipTableCreation the table is made by others: it is neither created nor ever dropped
/// @param skipBucketCreation the bucket is made by others
/// @param store the settings that do not depend on AWS
/// @param dynamoDbClient has the last word on the client (region, endpoint, credentials, ...)
/// @param s3Client the same
public record AwsStoreOptions(
    String tableName,
    String bucketName,
    String keyPrefix,
    Capacity capacity,
    boolean skipTableCreation,
    boolean skipBucketCreation,
    StoreOptions store,
    Consumer<DynamoDbClientBuilder> dynamoDbClient,
    Consumer<S3ClientBuilder> s3Client) {
  /// Follows the prefix in the name of a table.
  public static final String TABLE_NAME = "schemeless-event-store";

  public static final String DEFAULT_KEY_PREFIX = "events/";
  private static final int MAX_KEY_PREFIX = 512;

  public AwsStoreOptions {
    if (!tableName.matches("[A-Za-z0-9_.-]{3,255}")) {
      throw new IllegalArgumentException(
          "a table name is 3 to 255 letters, digits, '_', '-' and '.'");
    }
    if (!bucketName.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "a bucket name is 3 to 63 lower-case letters, digits, '-' and '.'");
    }
    if (Utf8.length(keyPrefix) > MAX_KEY_PREFIX) {
      throw new IllegalArgumentException("a key prefix is at most 512 bytes");
    }
  }

  /// The default settings: an on-demand table named by the prefix and [#TABLE_NAME], created where
  /// missing, as is the bucket.
  public static AwsStoreOptions of(String tableNamePrefix, String bucketName) {
    return builder(tableNamePrefix, bucketName).build();
  }

  /// Starts from the default settings.
  public static Builder builder(String tableNamePrefix, String bucketName) {
    return new Builder(tableNamePrefix + TABLE_NAME, bucketName);
  }

  public static final class Builder {
    private final String bucketName;
    private String tableName;
    private String keyPrefix = DEFAULT_KEY_PREFIX;
    private Capacity capacity = new Capacity.OnDemand();
    private boolean skipTableCreation;
    private boolean skipBucketCreation;
    private StoreOptions store = StoreOptions.DEFAULT;
    private Consumer<DynamoDbClientBuilder> dynamoDbClient = _ -> {};
    private Consumer<S3ClientBuilder> s3Client = _ -> {};

    private Builder(String tableName, String bucketName) {
      this.tableName = tableName;
      this.bucketName = bucketName;
    }

    /// The table's whole name, in place of a prefix.
    public Builder tableName(String name) {
      tableName = name;
      return this;
    }

    public Builder keyPrefix(String prefix) {
      keyPrefix = prefix;
      return this;
    }

    /// Capacity paid by the hour: units a second, for the table and again for its index.
    public Builder capacityUnits(long read, long write) {
      capacity = new Capacity.Provisioned(read, write);
      return this;
    }

    public Builder skipTableCreation(boolean skip) {
      skipTableCreation = skip;
      return this;
    }

    public Builder skipBucketCreation(boolean skip) {
      skipBucketCreation = skip;
      return this;
    }

    public Builder store(StoreOptions options) {
      store = options;
      return this;
    }

    /// Changes to the client (region, endpoint, credentials, ...), applied last.
    public Builder dynamoDbClient(Consumer<DynamoDbClientBuilder> override) {
      dynamoDbClient = override;
      return this;
    }

    /// Changes to the client, applied last.
    public Builder s3Client(Consumer<S3ClientBuilder> override) {
      s3Client = override;
      return this;
    }

    /// Not an option here, and here to say why.
    ///
    /// @throws IllegalArgumentException always
    public Builder s3Acl(String acl) {
      throw new IllegalArgumentException(
          "s3Acl cannot be set: since April 2023 new buckets accept no ACLs (Object Ownership is"
              + " \"bucket owner enforced\"); give access by a bucket policy");
    }

    /// @throws IllegalArgumentException if an option is out of its bounds
    public AwsStoreOptions build() {
      return new AwsStoreOptions(
          tableName,
          bucketName,
          keyPrefix,
          capacity,
          skipTableCreation,
          skipBucketCreation,
          store,
          dynamoDbClient,
          s3Client);
    }
  }
}
