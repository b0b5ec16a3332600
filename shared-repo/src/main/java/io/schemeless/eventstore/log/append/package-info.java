/// One append: its bounds, what it comes to, who holds what it claims, and rounds of attempts until
/// one is committed or the request is refused.
///
/// Start at [Appender][io.schemeless.eventstore.log.append.Appender], then at
/// [Attempt][io.schemeless.eventstore.log.append.Attempt].
@NullMarked
package io.schemeless.eventstore.log.append;

import org.jspecify.annotations.NullMarked;
