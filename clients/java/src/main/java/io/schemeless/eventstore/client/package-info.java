/// A store over HTTP, for any Java program. Start at
/// [io.schemeless.eventstore.client.EventStoreClient].
@NullMarked
package io.schemeless.eventstore.client;

import org.jspecify.annotations.NullMarked;
