/// Tests of alarms and dashboard, which are on record in `src/test/resources/monitoring`.
///
/// Start at [AlarmsTest][io.schemeless.eventstore.infra.monitoring.AlarmsTest];
/// [MonitoringText][io.schemeless.eventstore.infra.monitoring.MonitoringText] makes the record.
@NullMarked
package io.schemeless.eventstore.infra.monitoring;

import org.jspecify.annotations.NullMarked;
