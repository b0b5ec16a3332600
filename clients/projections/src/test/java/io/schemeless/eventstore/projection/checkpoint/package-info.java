/// Tests of the room of this name.
@NullMarked
package io.schemeless.eventstore.projection.checkpoint;

import org.jspecify.annotations.NullMarked;
