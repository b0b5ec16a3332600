/// Tests of data, functions, API, schedule and notification, as the templates have them.
///
/// Start at [PermissionsInUseTest][io.schemeless.eventstore.infra.service.PermissionsInUseTest]: it
/// runs the protocol itself under what each function may do.
@NullMarked
package io.schemeless.eventstore.infra.service;

import org.jspecify.annotations.NullMarked;
