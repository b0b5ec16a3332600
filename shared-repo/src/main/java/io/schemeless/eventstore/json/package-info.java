/// JSON exactly as it was given: [Json][io.schemeless.eventstore.json.Json] is one checked, compact
/// document, and [EventJson][io.schemeless.eventstore.json.EventJson] is how an event looks on the
/// wire.
@NullMarked
package io.schemeless.eventstore.json;

import org.jspecify.annotations.NullMarked;
