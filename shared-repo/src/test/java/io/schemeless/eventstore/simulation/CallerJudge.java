package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.Call.Question;
import io.schemeless.eventstore.simulation.CommittedTruth.Append;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges what callers were told against what is true: at the moment of the answer, and at every
/// moment after it.
final class CallerJudge {
  private CallerJudge() {}

  /// What is wrong with an answer in itself; none if it is right.
  ///
  /// @param requests every append that any call asked for
  static @Nullable String atOnce(Call call, Map<Append, AppendRequest> requests) {
    if (call.answer() == null || call.before() == null || call.after() == null) {
      return null;
    }
    CommittedTruth before = call.before();
    CommittedTruth after = call.after();
    if (!after.serves() && !(call.answer() instanceof Answer.Failed)) {
      return "served from a copy that was not repaired";
    }
    return switch (call.answer()) {
      case Answer.Failed(var failure) -> failure(call, failure, before, after, requests);
      case Answer.Appended(var result) -> {
        String flaw = acknowledged(call, result, before);
        yield flaw != null ? flaw : EventNames.appendedAgain(call, result, requests);
      }
      case Answer.Repaired(var found) ->
          found.isEmpty() ? null : "a repair that was made left " + found;
      case Answer.Done _ ->
          call.question() instanceof Question.Reset
                  && before.incarnation().equals(after.incarnation())
              ? "a reset that changed nothing"
              : null;
      case Answer.Log _ when call.question() instanceof Question.Query -> {
        String flaw = ConditionJudge.read(call, after, requests);
        yield flaw != null ? flaw : ConditionJudge.atOnce(call, before, after, requests);
      }
      case Answer.Page _, Answer.Version _, Answer.Log _, Answer.Streams _, Answer.Found _ ->
          new ReaderJudge(requests).flaw(call, before, after);
    };
  }

  private static @Nullable String failure(
      Call call,
      RuntimeException failure,
      CommittedTruth before,
      CommittedTruth after,
      Map<Append, AppendRequest> requests) {
    if (!(call.question() instanceof Question.Append || call.question() instanceof Question.Repair)
        && failure instanceof StoreException.Unavailable
        && !Processes.NO_ANSWER.equals(failure.getMessage())) {
      return "a reader that every request was answered gave up: " + failure;
    }
    if (failure instanceof StoreException answer && answer.retryable()) {
      return null;
    }
    if ((failure instanceof StoreException.DuplicateEvent
            || failure instanceof StoreException.IdempotencyMismatch)
        && call.question() instanceof Question.Append(var request)) {
      return Stream.of(before, after)
              .flatMap(truth -> truth.log().values().stream())
              .flatMap(slot -> slot.appends().stream())
              .anyMatch(append -> isRival(request, requests.get(append)))
          ? null
          : "answered " + failure + ", but nobody has taken it";
    }
    if (failure instanceof StoreException.VersionConflict
        && call.question() instanceof Question.Append(var request)) {
      boolean sameLife = before.incarnation().equals(after.incarnation());
      return sameLife && expects(request, before) && expects(request, after)
          ? "a conflict was answered though the expected versions were there all the time"
          : null;
    }
    if (failure instanceof StoreException.InvalidRequest
        && call.question() instanceof Question.Append(var request)) {
      return Stream.of(before, after)
              .anyMatch(truth -> EventNames.areOf(truth.incarnation(), request))
          ? null
          : "answered " + failure + ", but no life of this call gives such an id";
    }
    if (failure instanceof StoreException.RestoredTable) {
      return before.serves() ? "refused although the table is the store's own" : null;
    }
    if (call.question() instanceof Question.Append(var request)
        && (failure instanceof StoreException.ConditionFailed
            || failure instanceof StoreException.StoreWasReset)) {
      return ConditionJudge.hasReason(request, (StoreException) failure, before, after, requests)
          ? null
          : "answered " + failure + ", for no reason";
    }
    if (failure instanceof StoreException.StoreWasReset) {
      String life = before.incarnation();
      boolean earlier =
          call.question() instanceof Question.Query(_, var token)
              && token != null
              && !ConditionJudge.Place.of(token).incarnation().equals(life);
      return life.equals(after.incarnation()) && !earlier ? "a reset that never was" : null;
    }
    return "an answer that nothing explains: " + failure;
  }

  private static boolean expects(AppendRequest request, CommittedTruth truth) {
    return request.expected().entrySet().stream()
        .allMatch(entry -> entry.getValue().admits(truth.head(ReaderJudge.name(entry.getKey()))));
  }

  private static @Nullable String acknowledged(
      Call call, AppendResult result, CommittedTruth before) {
    if (call.question() instanceof Question.Append(var request) && !isExpected(request, result)) {
      return "acknowledged at other versions than were expected: " + result;
    }
    String incarnation = incarnation(call, result);
    return incarnation != null && before.dead().contains(incarnation)
        ? "acknowledged in incarnation " + incarnation + ", which was dead before: lost"
        : null;
  }

  private static boolean isExpected(AppendRequest request, AppendResult result) {
    Map<StreamId, Long> first = new HashMap<>();
    result.events().forEach(e -> first.merge(e.stream(), e.sequence(), Math::min));
    return request.expected().entrySet().stream()
        .allMatch(
            entry ->
                !first.containsKey(entry.getKey())
                    || !(entry.getValue() instanceof ExpectedVersion.Exactly(long version))
                    || Objects.equals(first.get(entry.getKey()), version + 1));
  }

  /// The incarnation in the ids that the store gave; none if it gave none.
  private static @Nullable String incarnation(Call call, AppendResult result) {
    if (call.question() instanceof Question.Append(var request)
        && request.events().getFirst().id() != null) {
      return null;
    }
    String id = result.events().getFirst().id();
    return id.matches("[a-z2-7]{16}\\..*") ? id.substring(0, 16) : null;
  }

  /// What the table must not hold now that this was answered; none if all is well.
  ///
  /// @param requests every append that any call asked for
  static @Nullable String since(
      Call call, CommittedTruth now, Map<Append, AppendRequest> requests) {
    if (!(call.question() instanceof Question.Append(var request)) || call.answer() == null) {
      return ConditionJudge.read(call, now, requests);
    }
    List<Made> own = new ArrayList<>();
    List<Made> same = new ArrayList<>();
    for (Map.Entry<Long, CommittedTruth.Slot> entry : now.log().entrySet()) {
      for (Append maker : entry.getValue().appends()) {
        Made made = new Made(entry.getKey(), entry.getValue().versions(maker));
        if (maker.equals(call.maker())) {
          own.add(made);
        }
        if (maker.equals(call.maker())
            || isRepeat(request, requests.get(maker))
            || EventNames.isTwin(call, request, entry.getKey(), requests.get(maker))) {
          same.add(made);
        }
      }
    }
    return switch (call.answer()) {
      case Answer.Appended(var result) -> lost(call, result, now, same);
      case Answer.Failed(var failure) -> {
        boolean refused =
            failure instanceof StoreException.VersionConflict
                || failure instanceof StoreException.ConditionFailed
                || failure instanceof StoreException.DuplicateEvent
                || failure instanceof StoreException.IdempotencyMismatch;
        boolean nothing = failure instanceof StoreException answer && isNothing(answer);
        yield refused && !same.isEmpty() || nothing && !own.isEmpty()
            ? "answered " + failure + ", but committed at " + same
            : null;
      }
      case Answer.Page _,
          Answer.Version _,
          Answer.Log _,
          Answer.Streams _,
          Answer.Found _,
          Answer.Done _,
          Answer.Repaired _ ->
          "not an answer to an append";
    };
  }

  private static boolean isNothing(StoreException answer) {
    return answer instanceof StoreException.Throttled
        || answer instanceof StoreException.Unavailable;
  }

  private static @Nullable String lost(
      Call call, AppendResult result, CommittedTruth now, List<Made> same) {
    String incarnation = incarnation(call, result);
    if (incarnation != null && !incarnation.equals(now.incarnation())) {
      return now.dead().contains(incarnation)
          ? null
          : "acknowledged in " + incarnation + ", which is gone though nobody reset it";
    }
    if (incarnation == null && same.isEmpty() && !now.dead().isEmpty()) {
      return null;
    }
    return same.size() == 1
            && same.getFirst().position() == result.position()
            && versions(result).equals(same.getFirst().versions())
        ? null
        : "acknowledged at " + result.position() + ", but committed at " + same;
  }

  private static Set<String> versions(AppendResult result) {
    return result.events().stream()
        .map(event -> ReaderJudge.name(event.stream()) + "@" + event.sequence())
        .collect(Collectors.toSet());
  }

  /// A committed append.
  private record Made(long position, Set<String> versions) {}

  /// Whether another request holds what this one claims.
  private static boolean isRival(AppendRequest request, @Nullable AppendRequest other) {
    return other != null
        && !request.equals(other)
        && (request.idempotencyKey() != null
                && request.idempotencyKey().equals(other.idempotencyKey())
            || !Collections.disjoint(EventNames.claimed(request), EventNames.held(other)));
  }

  /// What no log may hold, by who asked for what.
  static @Nullable String log(CommittedTruth now, Map<Append, AppendRequest> requests) {
    Map<Object, Long> claims = new HashMap<>();
    for (Map.Entry<Long, CommittedTruth.Slot> entry : now.log().entrySet()) {
      for (Append append : entry.getValue().appends()) {
        for (Object claim : claimed(append, requests.get(append))) {
          Long other = claims.put(claim, entry.getKey());
          if (other != null) {
            return claim + " is committed at both " + other + " and " + entry.getKey();
          }
        }
      }
    }
    return ConditionJudge.log(now, requests);
  }

  private static List<Object> claimed(Append append, @Nullable AppendRequest request) {
    List<Object> claimed = new ArrayList<>();
    claimed.add(append);
    if (request != null && request.idempotencyKey() != null) {
      claimed.add("key " + request.idempotencyKey());
    }
    if (request != null) {
      EventNames.claimed(request).forEach(name -> claimed.add("name " + name));
    }
    return claimed;
  }

  private static boolean isRepeat(AppendRequest request, @Nullable AppendRequest other) {
    boolean named =
        request.idempotencyKey() != null
            || request.events().stream().allMatch(event -> event.id() != null);
    return named && request.equals(other);
  }
}
