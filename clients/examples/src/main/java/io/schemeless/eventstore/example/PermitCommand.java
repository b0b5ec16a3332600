package io.schemeless.eventstore.example;

/// What can be asked for.
public sealed interface PermitCommand {
  String by();

  record Receive(String by) implements PermitCommand {}

  record Check(String by) implements PermitCommand {}

  record Grant(String by) implements PermitCommand {}
}
