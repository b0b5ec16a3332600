/// Stores that are not run here, by rule.
@NullMarked
package io.schemeless.eventstore.bench.rule;

import org.jspecify.annotations.NullMarked;
