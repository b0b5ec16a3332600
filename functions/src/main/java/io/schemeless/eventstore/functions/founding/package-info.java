/// The function by which a production stack makes its store, once, and holds every later table
/// against it. Start at
/// [FoundingHandler][io.schemeless.eventstore.functions.founding.FoundingHandler].
@NullMarked
package io.schemeless.eventstore.functions.founding;

import org.jspecify.annotations.NullMarked;
