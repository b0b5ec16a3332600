/// What the bench and its drivers say to one another.
@NullMarked
package io.schemeless.eventstore.bench.task;

import org.jspecify.annotations.NullMarked;
