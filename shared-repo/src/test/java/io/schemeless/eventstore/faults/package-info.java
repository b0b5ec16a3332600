/// Breaks what a store asks of DynamoDB and S3, below the SDK: each request of each operation, one
/// at a time; answers that are late, partial, older or altered; loads on top of that.
///
/// Start at [EveryReadTest][io.schemeless.eventstore.faults.EveryReadTest]. What can go wrong is in
/// [FaultKind][io.schemeless.eventstore.faults.FaultKind].
@NullMarked
package io.schemeless.eventstore.faults;

import org.jspecify.annotations.NullMarked;
