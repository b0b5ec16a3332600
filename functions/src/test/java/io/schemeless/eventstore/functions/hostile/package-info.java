/// Requests that nobody would send in good faith, a hundred thousand of them: none may break a
/// function, change the store when refused, or get back what it wrote. Start at
/// [HostileTest][io.schemeless.eventstore.functions.hostile.HostileTest] and its
/// [Fuzzer][io.schemeless.eventstore.functions.hostile.Fuzzer]; the
/// [Judge][io.schemeless.eventstore.functions.hostile.judge.Judge] says what is allowed, and
/// `README.md` how to repeat a seed and where a new case goes.
@NullMarked
package io.schemeless.eventstore.functions.hostile;

import org.jspecify.annotations.NullMarked;
