/// The domain: what an event store is to a Java program.
///
/// Start at [EventStore][io.schemeless.eventstore.store.EventStore], which is the sum of one role
/// interface a capability; a program takes the narrowest that it needs. Nothing here knows
/// DynamoDB, S3, Lambda or HTTP.
@NullMarked
package io.schemeless.eventstore.store;

import org.jspecify.annotations.NullMarked;
