package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.functions.http.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be chosen about a store, by context (`-c key=value`). [ConfigReader] reads it.
///
/// @param name tells the stores of one account apart
/// @param packaging of the functions
/// @param capacity of the table
/// @param customerKey whether table and bucket are encrypted by a key of the account's own
/// @param existingTable the name of a table to use in place of one of the stack's own, after a
///   restore
/// @param auth who may call the API
/// @param corsOrigins the web origins that may call the API from a browser; none closes CORS
/// @param domain the API's own domain, or none
/// @param concurrency how many instances of a function are reserved, and its limit; absent means
///   neither
/// @param throttle the most requests a second
/// @param resetCron when a sandbox is emptied, in EventBridge Scheduler's cron fields, UTC; none
///   means never
/// @param alarmEmail who is told of alarms, or nobody
/// @param notifications whether new log entries go to an event bus
public record StoreConfig(
    Stage stage,
    String name,
    Packaging packaging,
    Capacity capacity,
    boolean customerKey,
    @Nullable String existingTable,
    Auth auth,
    List<String> corsOrigins,
    @Nullable Domain domain,
    Map<Operation.Function, Integer> concurrency,
    Throttle throttle,
    @Nullable String resetCron,
    @Nullable String alarmEmail,
    boolean notifications) {

  public StoreConfig {
    corsOrigins = List.copyOf(corsOrigins);
    concurrency = Map.copyOf(concurrency);
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
    return stage.isProd() && packaging == Packaging.ZIP;
  }

  /// How the table is paid for.
  public sealed interface Capacity {
    /// By the request.
    record OnDemand() implements Capacity {}

    /// By the hour, scaled between bounds, for the table and again for its index.
    record Provisioned(Span reads, Span writes) implements Capacity {}
  }

  /// Capacity units a second.
  public record Span(int least, int most) {}

  public sealed interface Auth {
    /// Requests signed with AWS credentials.
    record Iam() implements Auth {}

    /// Tokens of an OpenID Connect issuer.
    record Jwt(String issuer, List<String> audience) implements Auth {
      public Jwt {
        audience = List.copyOf(audience);
      }
    }
  }

  public record Domain(String name, String certificateArn) {}

  /// Requests a second on each route; bursts may be twice as many.
  public record Throttle(int appends, int reads) {}
}
