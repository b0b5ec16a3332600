/// The console and the pages beside it, as `console/` builds them: files, with the headers that
/// keep a browser from running or asking anything else. Start at
/// [ConsolePages][io.schemeless.eventstore.local.console.ConsolePages].
@NullMarked
package io.schemeless.eventstore.local.console;

import org.jspecify.annotations.NullMarked;
