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
import java.util.function.Function;

/// Appends to one stream under a precondition of HTTP. The store itself holds the append against
/// it, in the moment of the append: a look before would not know of a reset or an append between.
final class ConditionalAppend {
  private static final int PRECONDITION_FAILED = 412;

  private final Function<ExpectedVersion, AppendResult> append;

  ConditionalAppend(Function<ExpectedVersion, AppendResult> append) {
    this.append = append;
  }

  AppendResult under(Precondition precondition) {
    try {
      return switch (precondition) {
        case Precondition.OneOf(var versions) -> underOneOf(versions);
        case Precondition.NoneOf(var versions) ->
            append.apply(
                versions.isEmpty() ? ExpectedVersion.any() : ExpectedVersion.noneOf(versions));
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
    if (last != null) {
      throw last;
    }
    throw new HttpProblem(
        Problem.of(ProblemType.VERSION_CONFLICT, "no tag of If-Match is one that a version has")
            .withStatus(PRECONDITION_FAILED));
  }
}
