/// The demo: a real log through the whole path, checked event by event, with what it cost. Start at
/// [Demo][io.schemeless.eventstore.local.demo.Demo].
@NullMarked
package io.schemeless.eventstore.local.demo;

import org.jspecify.annotations.NullMarked;
