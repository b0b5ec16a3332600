package io.schemeless.eventstore.port;

/// What must hold of the cell that is there for a put to go through.
public sealed interface Condition {

  /// There is no cell.
  record Absent() implements Condition {}

  /// There is no cell, or its attribute has this value.
  record AbsentOr(String attribute, Value value) implements Condition {}

  /// There is a cell, and its attribute has this value.
  record Is(String attribute, Value value) implements Condition {}
}
