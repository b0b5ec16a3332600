package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.StoreProblem;
import picocli.CommandLine.ExitCode;

/// What a command ends with beside 0, 1 and 2, so that scripts can tell.
final class ExitCodes {
  /// A stream is at another version, a condition does not hold, or an id is taken.
  static final int CONFLICT = 3;

  /// There is no such event.
  static final int NOT_FOUND = 4;

  /// The store does not answer, or not now.
  static final int UNAVAILABLE = 5;

  /// An import is through, but for events that the store does not take.
  static final int INCOMPLETE = 6;

  private ExitCodes() {}

  static int of(StoreProblem problem) {
    return switch (problem.kind()) {
      case "version-conflict", "condition-failed", "duplicate-event", "idempotency-mismatch" ->
          CONFLICT;
      case "event-not-found" -> NOT_FOUND;
      default -> problem.retryable() ? UNAVAILABLE : ExitCode.SOFTWARE;
    };
  }
}
