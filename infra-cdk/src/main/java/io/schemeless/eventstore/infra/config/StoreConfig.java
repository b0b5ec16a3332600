package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.functions.http.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be chosen about a store. [ConfigReader] reads it, from a store's file, from context or
/// from a program's settings.
///
/// @param name tells the stores of one account apart
/// @param packaging of the functions
/// @param capacityProvider the ARN of what runs the functions on instances of the account's own,
///   several requests a process (Lambda Managed Instances); none where Lambda runs them by the
///   request
/// @param table how the table is paid for, bounded and watched
/// @param encryption by which keys
/// @param adopted what the stack takes over in place of making it
/// @param auth who may call the API
/// @param corsOrigins the web origins that may call the API from a browser; none closes CORS
/// @param domain the API's own domain, or none
/// @param concurrency how many instances of a function are reserved, and its limit; absent means
///   neither
/// @param throttle the most requests a second
/// @param resetCron when a sandbox is emptied, in EventBridge Scheduler's cron fields, UTC; none
///   means never
/// @param alarmEmail who is told of alarms, or nobody
/// @param monthlyBudget the dollars a month from which somebody is told, or none
/// @param backup by AWS Backup, beside the table's own; or none
/// @param rollout how new versions take over
/// @param notifications whether new log entries go to an event bus
/// @param console whether the console is hosted beside the API
public record StoreConfig(
    Stage stage,
    String name,
    Packaging packaging,
    @Nullable String capacityProvider,
    TableSettings table,
    Encryption encryption,
    Adopted adopted,
    Auth auth,
    List<String> corsOrigins,
    @Nullable Domain domain,
    Map<Operation.Function, Integer> concurrency,
    Throttle throttle,
    @Nullable String resetCron,
    @Nullable String alarmEmail,
    @Nullable Integer monthlyBudget,
    @Nullable Backup backup,
    Rollout rollout,
    boolean notifications,
    boolean console) {

  public StoreConfig {
    corsOrigins = List.copyOf(corsOrigins);
    concurrency = Map.copyOf(concurrency);
  }

  /// The same store under another name, which may be one that only a deployment knows.
  public StoreConfig named(String other) {
    return new StoreConfig(
        stage,
        other,
        packaging,
        capacityProvider,
        table,
        encryption,
        adopted,
        auth,
        corsOrigins,
        domain,
        concurrency,
        throttle,
        resetCron,
        alarmEmail,
        monthlyBudget,
        backup,
        rollout,
        notifications,
        console);
  }

  /// Names the store among all of the account: its metrics, its tags, its stack.
  public String id() {
    return name + "-" + stage.id();
  }

  /// Whether a function is part of the store: one that deletes never is, in production.
  public boolean has(Operation.Function function) {
    return function != Operation.Function.RESET || !stage.isProd();
  }

  /// Whether the functions start from snapshots.
  public boolean hasSnapshots() {
    return stage.isProd() && packaging == Packaging.ZIP && capacityProvider == null;
  }

  /// @param infrequent whether the table is of the class for data that is seldom read
  /// @param insights whether the keys that are throttled are named
  public record TableSettings(Capacity capacity, boolean infrequent, boolean insights) {}

  /// How the table is paid for.
  public sealed interface Capacity {
    /// By the request.
    ///
    /// @param most units a second beyond which requests are turned away; none is AWS's own bound
    /// @param warm units a second that the table can take at once; none is what AWS starts with
    record OnDemand(@Nullable Units most, @Nullable Units warm) implements Capacity {}

    /// By the hour, scaled between bounds, for the table and again for its index.
    record Provisioned(Span reads, Span writes) implements Capacity {}
  }

  /// Capacity units a second.
  public record Span(int least, int most) {}

  /// Capacity units a second.
  public record Units(int reads, int writes) {}

  /// @param current what encrypts from now on
  /// @param former ARNs of keys that once did: what they encrypted can still be read
  public record Encryption(EncryptionKey current, List<String> former) {
    public Encryption {
      former = List.copyOf(former);
    }
  }

  public sealed interface EncryptionKey {
    /// Keys of AWS's own, for nothing.
    record OfAws() implements EncryptionKey {}

    /// A key that the stack makes.
    record Made() implements EncryptionKey {}

    /// A key that the account has.
    record Given(String arn) implements EncryptionKey {}
  }

  /// @param table the name of a table to use in place of one of the stack's own, after a restore
  /// @param bucket the name of a bucket to use in place of one of the stack's own
  public record Adopted(@Nullable String table, @Nullable String bucket) {}

  public sealed interface Auth {
    /// Requests signed with AWS credentials.
    record Iam() implements Auth {}

    /// Tokens of an OpenID Connect issuer.
    ///
    /// @param scopePrefix before `read`, `append` and `reset`
    /// @param byDomain whether scopes also name the domains
    record Jwt(String issuer, List<String> audience, String scopePrefix, boolean byDomain)
        implements Auth {
      public Jwt {
        audience = List.copyOf(audience);
      }
    }
  }

  public record Domain(String name, String certificateArn) {}

  /// Requests a second on each route; bursts may be twice as many.
  public record Throttle(int appends, int replays, int reads) {}

  /// @param days how long a daily backup is kept
  /// @param copyTo the ARN of a vault, of another region or account, that each is copied to; or
  ///   none
  public record Backup(int days, @Nullable String copyTo) {}
}
