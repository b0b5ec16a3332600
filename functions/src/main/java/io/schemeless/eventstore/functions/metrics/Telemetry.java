package io.schemeless.eventstore.functions.metrics;

import com.amazonaws.services.lambda.runtime.Context;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.Usage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a function tells of its invocations. Where a process runs one at a time, what it used since
/// the line before is the invocation's. Where it runs several (Lambda Managed Instances), a line
/// may tell of what another has used, and each unit is told of once: the sums are right.
public final class Telemetry {
  private final @Nullable Source source;

  /// @param store the metrics' dimension [Metric#STORE]
  /// @param function the metrics' dimension [Metric#FUNCTION]
  /// @param untold what the store's table was asked for
  /// @param tally what the store's protocol does by itself
  public record Source(
      String store, String function, Untold untold, ProtocolTally tally, Host host) {
    public Source(String store, String function, Meter meter, ProtocolTally tally, Host host) {
      this(store, function, new Untold(meter), tally, host);
    }
  }

  /// What was used of the store's table and stands in no line yet.
  static final class Untold {
    private final Meter meter;
    private Usage told;

    private Untold(Meter meter) {
      this.meter = meter;
      this.told = meter.usage();
    }

    synchronized Usage take() {
      Usage now = meter.usage();
      Usage untold = now.minus(told);
      told = now;
      return untold;
    }
  }

  private Telemetry(@Nullable Source source) {
    this.source = source;
  }

  public static Telemetry of(Source source) {
    return new Telemetry(source);
  }

  /// Tells nothing.
  public static Telemetry none() {
    return new Telemetry(null);
  }

  /// Starts to count.
  public Invocation begin() {
    return new Invocation(source);
  }

  /// Writes an invocation's line. Lambda takes bytes as they are, whereas it would wrap a string
  /// into JSON of its own, in which CloudWatch finds no metrics.
  public void end(Invocation invocation, Context context, int status) {
    if (source != null) {
      byte[] line =
          LogLine.of(source, invocation, context.getAwsRequestId(), status)
              .getBytes(StandardCharsets.UTF_8);
      context.getLogger().log(line);
    }
  }
}
