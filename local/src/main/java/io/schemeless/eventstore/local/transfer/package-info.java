/// Events from a store into a file, and from a file into a store: each piece so that it can be
/// killed and go on. Start at [io.schemeless.eventstore.local.transfer.Exporter] and
/// [io.schemeless.eventstore.local.transfer.Importer].
@NullMarked
package io.schemeless.eventstore.local.transfer;

import org.jspecify.annotations.NullMarked;
