package io.schemeless.eventstore.local.invoke;

/// What one call of a function gave, and how long it took.
///
/// @param answer what it returned, or the error that it threw
public record InvokeResult(String answer, boolean failed, double millis) {}
