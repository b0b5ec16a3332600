/// Checks a whole store against every rule of the protocol, and repairs what is safe to repair.
///
/// Start at [StoreVerifier][io.schemeless.eventstore.verify.StoreVerifier], which says in what
/// order the checks run and why; each `...Check` is a look at one kind of thing, and reports to
/// [Findings][io.schemeless.eventstore.verify.Findings]. What a store must never have is
/// [Finding.Kind][io.schemeless.eventstore.verify.Finding.Kind].
@NullMarked
package io.schemeless.eventstore.verify;

import org.jspecify.annotations.NullMarked;
