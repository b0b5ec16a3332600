/// Requests that nobody would send in good faith, a hundred thousand of them: none may break a
/// function, change the store when refused, or get back what it wrote. Start at
/// [HostileTest][io.schemeless.eventstore.functions.hostile.HostileTest]; the
/// [Judge][io.schemeless.eventstore.functions.hostile.Judge] says what is allowed.
@NullMarked
package io.schemeless.eventstore.functions.hostile;

import org.jspecify.annotations.NullMarked;
