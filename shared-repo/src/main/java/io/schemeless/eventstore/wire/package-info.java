/// How an event looks as JSON, on the wire and in a stored body.
///
/// [EventJson][io.schemeless.eventstore.wire.EventJson] is all there is: between `json`, which
/// knows no events, and `store`, which knows no parser.
@NullMarked
package io.schemeless.eventstore.wire;

import org.jspecify.annotations.NullMarked;
