/// Heads, the meta item, the grace and the purge, one by one.
@NullMarked
package io.schemeless.eventstore.log.core;

import org.jspecify.annotations.NullMarked;
