package io.schemeless.eventstore.bench.cold;

/// Starts a process that makes one append.
///
/// @param name as the table shows it
/// @param classes how many classes its JVM has loaded by then; 0 where there is no JVM
record ColdSubject(String name, Starter starter, long classes) {
  /// One start, and the end of the process.
  interface Starter {
    ColdStart start();
  }
}
