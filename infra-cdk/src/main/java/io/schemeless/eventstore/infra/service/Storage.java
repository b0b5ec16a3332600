package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.dynamodb.TableDefinition;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsSpecification;
import software.amazon.awscdk.services.dynamodb.EnableScalingProps;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.IScalableTableAttribute;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.dynamodb.TableClass;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.UtilizationScalingProps;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The table, the bucket and, where asked for, their key. The functions create none of them.
public final class Storage extends Construct {
  /// Before every object's key.
  static final String KEY_PREFIX = AwsStoreOptions.DEFAULT_KEY_PREFIX;

  private static final TableDefinition SHAPE = TableDefinition.STORE;
  private static final int TARGET_UTILIZATION = 70;
  private static final int ABANDONED_UPLOAD_DAYS = 2;

  private final StoreConfig config;
  private final @Nullable IKey key;
  private final ITable table;
  private final IBucket bucket;

  public Storage(Construct scope, StoreConfig config) {
    super(scope, "Storage");
    this.config = config;
    this.key =
        switch (config.encryption().current()) {
          case StoreConfig.EncryptionKey.OfAws() -> null;
          case StoreConfig.EncryptionKey.Made() -> createKey();
          case StoreConfig.EncryptionKey.Given(var arn) -> Key.fromKeyArn(this, "Key", arn);
        };
    String existing = config.adopted().table();
    this.table = existing == null ? createTable() : existingTable(existing);
    String adopted = config.adopted().bucket();
    this.bucket = adopted == null ? createBucket() : Bucket.fromBucketName(this, "Bucket", adopted);
  }

  StoreConfig config() {
    return config;
  }

  public ITable table() {
    return table;
  }

  String indexArn() {
    return table.getTableArn() + "/index/" + SHAPE.index().name();
  }

  public IBucket bucket() {
    return bucket;
  }

  /// The customer's key, or none where AWS's own keys encrypt.
  public @Nullable IKey key() {
    return key;
  }

  /// What encrypts for the store beside its functions: logs, alarms on their way, the bus.
  private IKey createKey() {
    Key created =
        Key.Builder.create(this, "Key")
            .description("Encrypts the events of " + config.id())
            .enableKeyRotation(true)
            .removalPolicy(config.stage().removalOnceCreated())
            .build();
    KeyUsers.of(this, config).forEach(created::addToResourcePolicy);
    return created;
  }

  private ITable existingTable(String name) {
    return Table.fromTableAttributes(
        this,
        "Table",
        TableAttributes.builder()
            .tableName(name)
            .globalIndexes(List.of(SHAPE.index().name()))
            .build());
  }

  private Table createTable() {
    Table.Builder builder =
        Table.Builder.create(this, "Table")
            .partitionKey(attribute(SHAPE.keys().partition()))
            .sortKey(attribute(SHAPE.keys().sort()))
            .timeToLiveAttribute(SHAPE.expires())
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder()
                    .pointInTimeRecoveryEnabled(true)
                    .recoveryPeriodInDays(config.stage().restoreDays())
                    .build())
            .deletionProtection(config.stage().isProd())
            .removalPolicy(config.stage().removal());
    if (key == null) {
      builder.encryption(TableEncryption.DEFAULT);
    } else {
      builder.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(key);
    }
    StoreConfig.TableSettings settings = config.table();
    if (settings.infrequent()) {
      builder.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS);
    }
    if (settings.insights()) {
      builder.contributorInsightsSpecification(insights());
    }
    if (config.notifications()) {
      // The filter of the pipe tells a slot from other items by an attribute, so keys are too few.
      builder.stream(StreamViewType.NEW_IMAGE);
    }
    return switch (settings.capacity()) {
      case StoreConfig.Capacity.OnDemand(var most, var warm) -> onDemand(builder, most, warm);
      case StoreConfig.Capacity.Provisioned(var reads, var writes) ->
          provisioned(builder, reads, writes);
    };
  }

  /// Keys that are turned away are named; nothing is paid for the others.
  private static ContributorInsightsSpecification insights() {
    return ContributorInsightsSpecification.builder()
        .enabled(true)
        .mode(ContributorInsightsMode.THROTTLED_KEYS)
        .build();
  }

  /// The index has the same bounds as the table: it takes a unit where an append takes three.
  private Table onDemand(
      Table.Builder builder, StoreConfig.@Nullable Units most, StoreConfig.@Nullable Units warm) {
    builder.billingMode(BillingMode.PAY_PER_REQUEST);
    GlobalSecondaryIndexProps.Builder index = index();
    if (most != null) {
      builder.maxReadRequestUnits(most.reads()).maxWriteRequestUnits(most.writes());
      index.maxReadRequestUnits(most.reads()).maxWriteRequestUnits(most.writes());
    }
    if (warm != null) {
      WarmThroughput throughput =
          WarmThroughput.builder()
              .readUnitsPerSecond(warm.reads())
              .writeUnitsPerSecond(warm.writes())
              .build();
      builder.warmThroughput(throughput);
      index.warmThroughput(throughput);
    }
    Table created = builder.build();
    created.addGlobalSecondaryIndex(index.build());
    return created;
  }

  private Table provisioned(
      Table.Builder builder, StoreConfig.Span reads, StoreConfig.Span writes) {
    Table created =
        builder
            .billingMode(BillingMode.PROVISIONED)
            .readCapacity(reads.least())
            .writeCapacity(writes.least())
            .build();
    created.addGlobalSecondaryIndex(
        index().readCapacity(reads.least()).writeCapacity(writes.least()).build());
    String index = SHAPE.index().name();
    scale(created.autoScaleReadCapacity(bounds(reads)));
    scale(created.autoScaleWriteCapacity(bounds(writes)));
    scale(created.autoScaleGlobalSecondaryIndexReadCapacity(index, bounds(reads)));
    scale(created.autoScaleGlobalSecondaryIndexWriteCapacity(index, bounds(writes)));
    return created;
  }

  private GlobalSecondaryIndexProps.Builder index() {
    GlobalSecondaryIndexProps.Builder index =
        GlobalSecondaryIndexProps.builder()
            .indexName(SHAPE.index().name())
            .partitionKey(attribute(SHAPE.index().keys().partition()))
            .sortKey(attribute(SHAPE.index().keys().sort()))
            .projectionType(ProjectionType.valueOf(SHAPE.index().projection()));
    return config.table().insights() ? index.contributorInsightsSpecification(insights()) : index;
  }

  private static Attribute attribute(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private static EnableScalingProps bounds(StoreConfig.Span span) {
    return EnableScalingProps.builder().minCapacity(span.least()).maxCapacity(span.most()).build();
  }

  private static void scale(IScalableTableAttribute capacity) {
    capacity.scaleOnUtilization(
        UtilizationScalingProps.builder().targetUtilizationPercent(TARGET_UTILIZATION).build());
  }

  /// A restored table may name any object of the restore window, so the bucket keeps the versions
  /// of deleted ones a day longer than that. Only a reset deletes objects: those of old
  /// incarnations.
  private Bucket createBucket() {
    Bucket.Builder builder =
        Bucket.Builder.create(this, "Bucket")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .versioned(true)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("abandoned-uploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(ABANDONED_UPLOAD_DAYS))
                        .build(),
                    LifecycleRule.builder()
                        .id("old-incarnations")
                        .noncurrentVersionExpiration(
                            Duration.days(config.stage().restoreDays() + 1))
                        .expiredObjectDeleteMarker(true)
                        .build()))
            .removalPolicy(config.stage().removalOnceCreated())
            .autoDeleteObjects(!config.stage().isProd());
    if (key == null) {
      builder.encryption(BucketEncryption.S3_MANAGED);
    } else {
      builder.encryption(BucketEncryption.KMS).encryptionKey(key).bucketKeyEnabled(true);
    }
    return builder.build();
  }
}
