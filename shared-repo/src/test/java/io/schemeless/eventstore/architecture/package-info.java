/// Which room may know which: see [RoomsTest][io.schemeless.eventstore.architecture.RoomsTest].
@NullMarked
package io.schemeless.eventstore.architecture;

import org.jspecify.annotations.NullMarked;
