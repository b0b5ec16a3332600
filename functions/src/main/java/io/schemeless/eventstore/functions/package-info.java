/// The Lambda functions: one package and one handler each.
///
/// Handlers parse, call the store and render, no more. The four are in the packages `append`,
/// `replay`, `streams` and `reset`; what they share of HTTP is in `http`, and how events look in
/// `events`. [Wiring][io.schemeless.eventstore.functions.Wiring] alone reads the environment.
@NullMarked
package io.schemeless.eventstore.functions;

import org.jspecify.annotations.NullMarked;
