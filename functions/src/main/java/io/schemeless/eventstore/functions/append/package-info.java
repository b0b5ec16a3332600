/// The function that appends. Start at
/// [AppendHandler][io.schemeless.eventstore.functions.append.AppendHandler].
@NullMarked
package io.schemeless.eventstore.functions.append;

import org.jspecify.annotations.NullMarked;
