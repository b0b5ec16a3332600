/// Pages, tokens and walks, down to what is asked of the table.
@NullMarked
package io.schemeless.eventstore.log.read;

import org.jspecify.annotations.NullMarked;
