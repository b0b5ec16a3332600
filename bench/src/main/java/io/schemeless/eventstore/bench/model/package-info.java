/// One order of events on DynamoDB as a model of discrete events, by published latencies and
/// limits. Start at [Model][io.schemeless.eventstore.bench.model.Model].
@NullMarked
package io.schemeless.eventstore.bench.model;

import org.jspecify.annotations.NullMarked;
