/// How events look in a request and in an answer: as this API's own JSON, as NDJSON, and as
/// CloudEvents. Start at [EventAnswers][io.schemeless.eventstore.functions.events.EventAnswers],
/// which renders what was asked for; new events that come as CloudEvents are read by
/// [CloudEvents][io.schemeless.eventstore.functions.events.CloudEvents].
@NullMarked
package io.schemeless.eventstore.functions.events;

import org.jspecify.annotations.NullMarked;
