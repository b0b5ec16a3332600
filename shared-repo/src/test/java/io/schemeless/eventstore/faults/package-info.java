/// Breaks every request that a store makes of DynamoDB and S3, one at a time, below the SDK.
///
/// Start at [EveryRequestTest][io.schemeless.eventstore.faults.EveryRequestTest].
@NullMarked
package io.schemeless.eventstore.faults;

import org.jspecify.annotations.NullMarked;
