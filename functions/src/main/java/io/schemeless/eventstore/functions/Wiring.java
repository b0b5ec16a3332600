package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.aws.AwsEventStore;
import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.ProtocolTally;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes what the handlers stand on, once a process, from the environment. Nothing else reads it.
public final class Wiring {
  private static final Meter METER = new Meter();
  private static final ProtocolTally TALLY = new ProtocolTally();

  private static @Nullable EventStore store;

  private Wiring() {}

  /// The store of this process. It creates neither table nor bucket.
  ///
  /// @throws IllegalStateException naming a setting that is missing or wrong
  public static synchronized EventStore store() {
    if (store == null) {
      store = AwsEventStore.open(settings().store(), METER, TALLY);
    }
    return store;
  }

  /// The same store, as a process has it that makes none in a table without.
  ///
  /// @throws IllegalStateException naming a setting that is missing or wrong
  public static EventStore foundStore() {
    AwsStoreOptions options = settings().store();
    return AwsEventStore.open(
        new AwsStoreOptions(
            options.tableName(),
            options.bucketName(),
            options.keyPrefix(),
            options.capacity(),
            options.skipTableCreation(),
            options.skipBucketCreation(),
            options.store().withFounded(true),
            options.dynamoDbClient(),
            options.s3Client()),
        METER,
        TALLY);
  }

  /// Tells of the function's invocations, in its log.
  ///
  /// @throws IllegalStateException if the setting that names the store is missing
  public static Telemetry telemetry(Operation.Function function) {
    return Telemetry.of(
        new Telemetry.Source(
            settings().name(),
            function.name().toLowerCase(Locale.ROOT),
            METER,
            TALLY,
            new SystemHost()));
  }

  /// The stage that a reset must name.
  ///
  /// @throws IllegalStateException if the setting is missing
  public static String stage() {
    return settings().stage();
  }

  /// The prefix of the scopes that name domains; none where rights are not by domain.
  ///
  /// @throws IllegalStateException if the setting is wrong
  public static @Nullable String domainScopes() {
    return settings().domainScopes();
  }

  private static Settings settings() {
    return new Settings(System.getenv());
  }
}
