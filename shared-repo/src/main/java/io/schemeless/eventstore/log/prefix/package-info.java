/// What lies below a position once nothing there that matters can change any more: closing it,
/// sealing tags in it, finding in it what a query wants, and holding an append's condition against
/// it. Also what reads and conditions share: tokens, the loading of slots, pages.
///
/// Start at [ClosedPrefix][io.schemeless.eventstore.log.prefix.ClosedPrefix] and
/// [Guard][io.schemeless.eventstore.log.prefix.Guard].
@NullMarked
package io.schemeless.eventstore.log.prefix;

import org.jspecify.annotations.NullMarked;
