/// Tokens and pages, and what lies below a closed position.
@NullMarked
package io.schemeless.eventstore.log.prefix;

import org.jspecify.annotations.NullMarked;
