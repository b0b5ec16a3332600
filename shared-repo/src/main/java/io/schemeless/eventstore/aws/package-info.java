/// The store in AWS, for a Java program: clients, table, bucket and protocol put together.
///
/// Start at [AwsEventStore][io.schemeless.eventstore.aws.AwsEventStore], with
/// [AwsStoreOptions][io.schemeless.eventstore.aws.AwsStoreOptions].
@NullMarked
package io.schemeless.eventstore.aws;

import org.jspecify.annotations.NullMarked;
