/// Each item comes back from its cells as it was, whatever it holds.
@NullMarked
package io.schemeless.eventstore.log.item;

import org.jspecify.annotations.NullMarked;
