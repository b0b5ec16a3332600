/// Starts emulators and drivers, has the work done, and keeps what was measured. Start at
/// [Bench][io.schemeless.eventstore.bench.run.Bench].
@NullMarked
package io.schemeless.eventstore.bench.run;

import org.jspecify.annotations.NullMarked;
