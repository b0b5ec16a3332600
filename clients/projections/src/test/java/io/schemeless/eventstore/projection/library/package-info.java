/// Tests of the room of this name.
@NullMarked
package io.schemeless.eventstore.projection.library;

import org.jspecify.annotations.NullMarked;
