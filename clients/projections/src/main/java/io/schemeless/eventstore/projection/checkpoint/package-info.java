/// Where projections keep how far they are, each beside what the projection writes. Start at
/// [io.schemeless.eventstore.projection.checkpoint.JdbcCheckpoints].
@NullMarked
package io.schemeless.eventstore.projection.checkpoint;

import org.jspecify.annotations.NullMarked;
