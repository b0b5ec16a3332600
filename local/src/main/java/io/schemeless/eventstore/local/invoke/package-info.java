/// Runs a packaged function in a process of its own, as Lambda does: start at
/// [Invoker][io.schemeless.eventstore.local.invoke.Invoker].
@NullMarked
package io.schemeless.eventstore.local.invoke;

import org.jspecify.annotations.NullMarked;
