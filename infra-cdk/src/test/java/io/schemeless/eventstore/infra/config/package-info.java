/// Tests of what can be chosen: what a setting may be, and how a wrong one is told.
///
/// Start at [ConfigReaderTest][io.schemeless.eventstore.infra.config.ConfigReaderTest].
@NullMarked
package io.schemeless.eventstore.infra.config;

import org.jspecify.annotations.NullMarked;
