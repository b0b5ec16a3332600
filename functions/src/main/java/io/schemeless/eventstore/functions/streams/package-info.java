/// The function that reads streams, single events and chains, and tells how the store is. Start at
/// [StreamsHandler][io.schemeless.eventstore.functions.streams.StreamsHandler]; what has pages is
/// answered by [StreamPages][io.schemeless.eventstore.functions.streams.StreamPages].
@NullMarked
package io.schemeless.eventstore.functions.streams;

import org.jspecify.annotations.NullMarked;
