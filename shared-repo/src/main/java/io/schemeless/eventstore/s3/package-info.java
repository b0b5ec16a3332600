/// The bucket port on S3.
///
/// Start at [S3ObjectStore][io.schemeless.eventstore.s3.S3ObjectStore].
/// [BucketProvisioner][io.schemeless.eventstore.s3.BucketProvisioner] makes the bucket, and
/// [S3Errors][io.schemeless.eventstore.s3.S3Errors] says what each failure means.
@NullMarked
package io.schemeless.eventstore.s3;

import org.jspecify.annotations.NullMarked;
