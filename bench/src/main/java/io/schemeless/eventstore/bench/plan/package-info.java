/// What is done, and how much of it.
@NullMarked
package io.schemeless.eventstore.bench.plan;

import org.jspecify.annotations.NullMarked;
