/// Views of a store's events, kept up to date. Start at
/// [io.schemeless.eventstore.projection.ProjectionRunner].
@NullMarked
package io.schemeless.eventstore.projection;

import org.jspecify.annotations.NullMarked;
