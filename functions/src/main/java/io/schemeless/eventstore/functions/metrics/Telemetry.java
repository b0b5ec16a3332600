package io.schemeless.eventstore.functions.metrics;

import com.amazonaws.services.lambda.runtime.Context;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a function tells of its invocations. Lambda runs one at a time in a process, so what the
/// process used meanwhile is the invocation's.
public final class Telemetry {
  private final @Nullable Source source;

  /// @param store the metrics' dimension [Metric#STORE]
  /// @param function the metrics' dimension [Metric#FUNCTION]
  /// @param meter what the store's table is asked for
  /// @param tally what the store's protocol does by itself
  public record Source(
      String store, String function, Meter meter, ProtocolTally tally, Host host) {}

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
