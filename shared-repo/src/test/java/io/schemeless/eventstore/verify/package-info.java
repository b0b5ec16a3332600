/// Damaged, restored and half-repaired stores: what a check finds, and what a repair makes of it.
@NullMarked
package io.schemeless.eventstore.verify;

import org.jspecify.annotations.NullMarked;
