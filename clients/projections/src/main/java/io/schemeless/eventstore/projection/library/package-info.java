/// A store that is read through the library, for programs that are written against the client's
/// types. Start at [io.schemeless.eventstore.projection.library.LibraryStore].
@NullMarked
package io.schemeless.eventstore.projection.library;

import org.jspecify.annotations.NullMarked;
