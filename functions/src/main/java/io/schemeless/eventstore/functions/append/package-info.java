/// The function that appends: to one stream, or to several at once. Start at
/// [AppendHandler][io.schemeless.eventstore.functions.append.AppendHandler]; what the body says is
/// an [AppendBody][io.schemeless.eventstore.functions.append.AppendBody], and what the answer says
/// is rendered by [AppendAnswer][io.schemeless.eventstore.functions.append.AppendAnswer].
@NullMarked
package io.schemeless.eventstore.functions.append;

import org.jspecify.annotations.NullMarked;
