/// What the requests are sent to. Start at
/// [FuzzTarget][io.schemeless.eventstore.functions.hostile.harness.FuzzTarget]: a filled store, the
/// real handlers called as Lambda calls them, and whatever they write, log and print.
@NullMarked
package io.schemeless.eventstore.functions.hostile.harness;

import org.jspecify.annotations.NullMarked;
