/// From the start of a process to its first append that is acknowledged. Start at
/// [ColdStarts][io.schemeless.eventstore.bench.cold.ColdStarts].
@NullMarked
package io.schemeless.eventstore.bench.cold;

import org.jspecify.annotations.NullMarked;
