package io.schemeless.eventstore.example;

/// What happens to a case.
public sealed interface PermitEvent {
  record Received(String by) implements PermitEvent {}

  record Checked(String by) implements PermitEvent {}

  record Granted(String by) implements PermitEvent {}
}
