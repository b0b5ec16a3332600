/// The command `eventstore bench`.
@NullMarked
package io.schemeless.eventstore.bench;

import org.jspecify.annotations.NullMarked;
