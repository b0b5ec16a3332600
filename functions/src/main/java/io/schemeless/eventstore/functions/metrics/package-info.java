/// What the functions tell of themselves: one line of JSON in the log for each invocation, which
/// CloudWatch also reads the metrics from. Start at
/// [Telemetry][io.schemeless.eventstore.functions.metrics.Telemetry].
@NullMarked
package io.schemeless.eventstore.functions.metrics;

import org.jspecify.annotations.NullMarked;
