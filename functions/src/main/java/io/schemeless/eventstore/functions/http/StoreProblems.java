package io.schemeless.eventstore.functions.http;

import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the store answers instead of a result, as a problem.
public final class StoreProblems {
  private StoreProblems() {}

  static Problem of(MalformedJson malformed) {
    return Problem.of(
        ProblemType.MALFORMED_BODY,
        Fault.pointer(malformed.pointer(), detail(ProblemType.MALFORMED_BODY, malformed)));
  }

  public static Problem of(StoreException exception) {
    return switch (exception) {
      case StoreException.VersionConflict conflict -> conflict(conflict);
      case StoreException.ConditionFailed failed ->
          plain(ProblemType.CONDITION_FAILED, failed)
              .with(
                  Map.of("matched", failed.matched().stream().map(StoreProblems::match).toList()));
      case StoreException.DuplicateEvent duplicate ->
          plain(ProblemType.DUPLICATE_EVENT, duplicate).with(Map.of("id", duplicate.id()));
      case StoreException.IdempotencyMismatch mismatch ->
          plain(ProblemType.IDEMPOTENCY_MISMATCH, mismatch);
      case InvalidRequest invalid -> invalid(invalid, "");
      case StoreException.TokenRejected rejected ->
          plain(ProblemType.TOKEN_REJECTED, rejected)
              .with(
                  List.of(Fault.parameter("after", detail(ProblemType.TOKEN_REJECTED, rejected))));
      case StoreException.StoreWasReset reset -> plain(ProblemType.STORE_WAS_RESET, reset);
      case StoreException.NotFound missing -> plain(ProblemType.EVENT_NOT_FOUND, missing);
      case StoreException.Throttled throttled -> plain(ProblemType.THROTTLED, throttled).again(1);
      case StoreException.Unavailable down -> plain(ProblemType.UNAVAILABLE, down).again(1);
      case StoreException.OutcomeUnknown unknown ->
          plain(ProblemType.OUTCOME_UNKNOWN, unknown).again(1);
      case StoreException.CorruptData corrupt -> plain(ProblemType.CORRUPT_DATA, corrupt);
      case StoreException.RestoredTable restored -> plain(ProblemType.RESTORED_TABLE, restored);
      case StoreException.NoStore missing -> plain(ProblemType.NO_STORE, missing);
      case StoreException.Misconfigured wrong ->
          Problem.of(
              ProblemType.MISCONFIGURED,
              "the table, the index or the bucket is missing, has another shape or may not be used");
      case StoreException.NotOwned foreign -> plain(ProblemType.MISCONFIGURED, foreign);
    };
  }

  /// @param root where the events of the append lie in the body: the store's pointers start with
  ///   `/events` where the client's body may have none
  public static Problem invalid(InvalidRequest invalid, String root) {
    List<Fault> faults =
        invalid.violations().stream()
            .map(each -> Fault.pointer(below(root, each.pointer()), each.message()))
            .toList();
    return plain(ProblemType.INVALID_REQUEST, invalid).with(faults);
  }

  private static String below(String root, String pointer) {
    if (pointer.startsWith(root)) {
      return pointer.substring(root.length());
    }
    return root.startsWith(pointer) ? "" : pointer;
  }

  private static Problem conflict(StoreException.VersionConflict conflict) {
    Map<String, Object> members = new HashMap<>();
    conflict.expected().ifPresent(version -> members.put("expected", version));
    members.put("actual", conflict.actual());
    members.put("domain", conflict.stream().domain());
    if (conflict.stream().identifier() != null) {
      members.put("identifier", conflict.stream().identifier());
    }
    return plain(ProblemType.VERSION_CONFLICT, conflict).with(members);
  }

  private static Map<String, Object> match(StoreException.ConditionFailed.Match match) {
    return Map.of("position", match.position(), "index", match.index(), "id", match.id());
  }

  private static Problem plain(ProblemType type, StoreException exception) {
    return Problem.of(type, detail(type, exception));
  }

  private static String detail(ProblemType type, RuntimeException exception) {
    String message = exception.getMessage();
    return message == null ? type.title() : message;
  }
}
