/// The `eventstore` command: reads the arguments, and says how it went. Start at
/// [Main][io.schemeless.eventstore.local.command.Main]; each subcommand is one class beside it, and
/// what it does is in a room of its own.
@NullMarked
package io.schemeless.eventstore.local.command;

import org.jspecify.annotations.NullMarked;
