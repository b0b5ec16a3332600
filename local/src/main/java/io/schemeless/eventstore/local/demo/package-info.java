/// The demo: a real log through the whole path, checked event by event, with what it cost. Start at
/// [Demo][io.schemeless.eventstore.local.demo.Demo]; the log is read by
/// [PermitLog][io.schemeless.eventstore.local.demo.PermitLog], and
/// [Figures][io.schemeless.eventstore.local.demo.Figures] tells what the store used.
@NullMarked
package io.schemeless.eventstore.local.demo;

import org.jspecify.annotations.NullMarked;
