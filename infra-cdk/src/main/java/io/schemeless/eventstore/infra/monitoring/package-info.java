/// Who is told that something is wrong, and what an operator looks at: alarms and a dashboard, over
/// the metrics of the functions' own and those of AWS.
///
/// Start at [Monitoring][io.schemeless.eventstore.infra.monitoring.Monitoring]; the questions that
/// it answers are in [StoreDashboard][io.schemeless.eventstore.infra.monitoring.StoreDashboard].
@NullMarked
package io.schemeless.eventstore.infra.monitoring;

import org.jspecify.annotations.NullMarked;
