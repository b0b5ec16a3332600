/// The store on your own machine, and the `eventstore` command. Start at
/// [Main][io.schemeless.eventstore.local.Main]; each subcommand is one class beside it.
@NullMarked
package io.schemeless.eventstore.local;

import org.jspecify.annotations.NullMarked;
