/// What a hostile client sends, part by part: addresses, headers, bodies, tokens, and events that
/// are no requests. Start at
/// [HostileRequests][io.schemeless.eventstore.functions.hostile.requests.HostileRequests]; an event
/// is a [HostileEvent][io.schemeless.eventstore.functions.hostile.requests.HostileEvent], and every
/// chance is the [Dice][io.schemeless.eventstore.functions.hostile.requests.Dice]'s.
@NullMarked
package io.schemeless.eventstore.functions.hostile.requests;

import org.jspecify.annotations.NullMarked;
