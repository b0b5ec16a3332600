/// What tests of this and the other modules stand on.
///
/// Start at [LocalAws][io.schemeless.eventstore.testing.LocalAws]: DynamoDB Local and an S3 server
/// in this process, and clients of them.
@NullMarked
package io.schemeless.eventstore.testing;

import org.jspecify.annotations.NullMarked;
