package io.schemeless.eventstore.functions.append;

import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Precondition;
import io.schemeless.eventstore.functions.http.Problem;
import io.schemeless.eventstore.functions.http.ProblemType;
import io.schemeless.eventstore.functions.http.StoreProblems;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.IdempotencyMismatch;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/// Appends to one stream under a precondition of HTTP, of which the store knows only the simplest:
/// exactly one version.
final class ConditionalAppend {
  private static final int PRECONDITION_FAILED = 412;

  private final Function<ExpectedVersion, AppendResult> append;
  private final LongSupplier version;

  /// @param version asks which version the stream has
  ConditionalAppend(Function<ExpectedVersion, AppendResult> append, LongSupplier version) {
    this.append = append;
    this.version = version;
  }

  AppendResult under(Precondition precondition) {
    try {
      return switch (precondition) {
        case Precondition.OneOf(var versions) -> underOneOf(versions);
        case Precondition.NoneOf(var versions) -> {
          if (!versions.isEmpty()) {
            requireOther(versions.contains(0L), versions::contains);
          }
          yield append.apply(ExpectedVersion.any());
        }
      };
    } catch (VersionConflict e) {
      throw new HttpProblem(StoreProblems.of(e).withStatus(PRECONDITION_FAILED));
    }
  }

  /// One after the other: what is expected is part of what an idempotency key stands for, so a
  /// repeat finds its first answer only under the version that it went through with.
  private AppendResult underOneOf(List<Long> versions) {
    StoreException last = null;
    for (long each : versions) {
      try {
        return append.apply(ExpectedVersion.exactly(each));
      } catch (VersionConflict | IdempotencyMismatch e) {
        last = last instanceof IdempotencyMismatch ? last : e;
      }
    }
    throw last != null ? last : failed("no tag of If-Match is one that a version has");
  }

  /// A look before the append: a version that was passed does not come back, and one that comes
  /// between the look and the append is later than the request.
  private void requireOther(boolean mustExist, LongPredicate named) {
    long actual = version.getAsLong();
    if (named.test(actual)) {
      throw new HttpProblem(
          problem(
                  mustExist && actual == 0
                      ? "the stream has no event"
                      : "the stream is at a version that If-None-Match names")
              .with(Map.<String, Object>of("actual", actual)));
    }
  }

  private static HttpProblem failed(String detail) {
    return new HttpProblem(problem(detail));
  }

  private static Problem problem(String detail) {
    return Problem.of(ProblemType.VERSION_CONFLICT, detail).withStatus(PRECONDITION_FAILED);
  }
}
