/// What a function does before Lambda takes the snapshot that it later starts from (SnapStart).
/// Start at [Priming][io.schemeless.eventstore.functions.priming.Priming]; what it runs are
/// [SampleRequests][io.schemeless.eventstore.functions.priming.SampleRequests] to a store in
/// memory.
@NullMarked
package io.schemeless.eventstore.functions.priming;

import org.jspecify.annotations.NullMarked;
