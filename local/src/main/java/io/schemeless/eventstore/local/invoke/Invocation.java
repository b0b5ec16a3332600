package io.schemeless.eventstore.local.invoke;

/// One call of a function.
///
/// @param answer what it returned, or the error that it threw
public record Invocation(String answer, boolean failed, double millis) {}
