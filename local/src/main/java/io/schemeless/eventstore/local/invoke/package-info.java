/// Runs a packaged function in a process of its own, as Lambda does. Start at
/// [Invoker][io.schemeless.eventstore.local.invoke.Invoker]; the process is AWS's runtime interface
/// client, which asks a [RuntimeApi][io.schemeless.eventstore.local.invoke.RuntimeApi] for its
/// events.
@NullMarked
package io.schemeless.eventstore.local.invoke;

import org.jspecify.annotations.NullMarked;
