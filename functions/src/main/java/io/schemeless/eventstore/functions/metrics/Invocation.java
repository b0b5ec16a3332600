package io.schemeless.eventstore.functions.metrics;

import io.schemeless.eventstore.port.Usage;
import org.jspecify.annotations.Nullable;

/// One invocation, from its begin to its line in the log.
public final class Invocation {
  /// What other systems make of an id; anything else could break a line or hold a customer's text.
  private static final String CORRELATION_ID = "[A-Za-z0-9._:/+=-]{1,128}";

  private final Counts counts = new Counts();
  private final long began;
  private @Nullable String operation;
  private @Nullable String correlationId;
  private @Nullable String problem;

  Invocation(Telemetry.@Nullable Source source) {
    this.began = source == null ? 0 : source.host().elapsed();
  }

  public Counts counts() {
    return counts;
  }

  /// What was asked for, by its name in the contract.
  public void operation(String name) {
    operation = name;
  }

  /// The request's `x-correlation-id`; one of other characters, or of over 128, is left out.
  public void correlationId(@Nullable String id) {
    correlationId = id != null && id.matches(CORRELATION_ID) ? id : null;
  }

  /// The kind of problem that it was answered with.
  public void problem(String slug) {
    problem = slug;
  }

  @Nullable String operation() {
    return operation;
  }

  @Nullable String correlationId() {
    return correlationId;
  }

  @Nullable String problem() {
    return problem;
  }

  /// Adds what the process used since the line before, and says how long this took, in
  /// milliseconds.
  long close(Telemetry.Source from) {
    Usage usage = from.untold().take();
    counts.add(Metric.READ_UNITS, usage.readUnits());
    counts.add(Metric.WRITE_UNITS, usage.writeUnits());
    from.tally().moveTo(counts);
    return from.host().elapsed() - began;
  }
}
