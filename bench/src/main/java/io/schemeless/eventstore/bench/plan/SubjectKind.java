package io.schemeless.eventstore.bench.plan;

/// Who does the work.
public enum SubjectKind {
  /// The library, in its caller's process.
  LIBRARY("library", "ours"),
  /// The same behind the handlers and a local server, by HTTP.
  HTTP("http", "ours, HTTP"),
  /// The npm package, in its caller's process.
  PEER("peer", "npm adapter"),
  /// One conditional put in place of an append.
  FLOOR_1("floor-1", "1 put"),
  /// Three, one after the other.
  FLOOR_3("floor-3", "3 puts"),
  /// Queries of items as large as slots, in place of a replay.
  FLOOR_QUERY("floor-query", "bare query"),
  /// The library on a table and a bucket in memory.
  MEMORY("memory", "ours, memory");

  private final String id;
  private final String label;

  SubjectKind(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /// As a driver's argument.
  public String id() {
    return id;
  }

  /// As a table shows it.
  public String label() {
    return label;
  }
}
