/// The store on your own machine, and the `eventstore` command. Start at
/// [Main][io.schemeless.eventstore.local.command.Main]; a store that is served is a
/// [LocalServer][io.schemeless.eventstore.local.server.LocalServer]. Here is only what every room
/// below stands on.
@NullMarked
package io.schemeless.eventstore.local;

import org.jspecify.annotations.NullMarked;
