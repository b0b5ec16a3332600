/// One store on this machine: its table and bucket on the emulators, or on whatever servers the
/// environment names, and the real handlers over it. Start at
/// [LocalServer][io.schemeless.eventstore.local.server.LocalServer].
@NullMarked
package io.schemeless.eventstore.local.server;

import org.jspecify.annotations.NullMarked;
