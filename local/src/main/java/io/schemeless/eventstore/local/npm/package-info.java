/// Reads the table of the npm package `@schemeless/event-store-adapter-dynamodb`, so that its
/// events can be imported. Start at [io.schemeless.eventstore.local.npm.NpmTable].
@NullMarked
package io.schemeless.eventstore.local.npm;

import org.jspecify.annotations.NullMarked;
