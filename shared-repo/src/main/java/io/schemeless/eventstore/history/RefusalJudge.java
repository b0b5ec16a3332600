package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for the reasons of refusals, where no reset can have taken them away.
final class RefusalJudge {
  private final ObservedLog log;
  private final Timeline timeline;
  private final Collection<Acknowledged> acknowledged;
  private final Map<String, Long> firstSent;
  private final Flaws flaws;
  private final Map<SentAppend, Acknowledged> repeatable = new HashMap<>();
  private final Map<StreamId, Highest> told = new HashMap<>();
  private final Map<StreamId, Highest> sent = new HashMap<>();

  /// @param firstSent when each content was sent for the first time
  RefusalJudge(
      ObservedLog log,
      Timeline timeline,
      Collection<Acknowledged> acknowledged,
      Map<String, Long> firstSent,
      Flaws flaws) {
    this.log = log;
    this.timeline = timeline;
    this.acknowledged = acknowledged;
    this.firstSent = firstSent;
    this.flaws = flaws;
  }

  /// @param alone whether all that the store holds is of this history
  void judge(Collection<Refusal> refusals, boolean alone) {
    acknowledged.stream().filter(told -> timeline.noneSince(told.began())).forEach(this::note);
    Set<List<String>> names = new HashSet<>();
    for (EventMark event : log.events()) {
      names.addAll(event.taken());
      highest(sent, event.stream())
          .note(firstSent.getOrDefault(event.content(), 0L), event.sequence());
    }
    for (Refusal refusal : refusals) {
      if (!refusal.isFinal() || !timeline.noneSince(refusal.began())) {
        continue;
      }
      Acknowledged first = repeatable.get(refusal.sent());
      if (first != null && first.ended() < refusal.began()) {
        flaws.add(
            Rule.REFUSED, "refused, though acknowledged before at " + first.result().position());
      }
      if (alone && !hasReason(refusal, names)) {
        flaws.add(Rule.REASON, "answered " + refusal.why().getMessage() + ", for no reason");
      }
    }
  }

  private void note(Acknowledged answer) {
    if (answer.sent().idempotencyKey() != null || answer.sent().withoutId() < 0) {
      repeatable.merge(answer.sent(), answer, (a, b) -> a.ended() < b.ended() ? a : b);
    }
    answer
        .versions()
        .forEach((stream, version) -> highest(told, stream).note(answer.ended(), version));
  }

  private static Highest highest(Map<StreamId, Highest> all, StreamId stream) {
    return all.computeIfAbsent(stream, _ -> new Highest());
  }

  private boolean hasReason(Refusal refusal, Set<List<String>> names) {
    return switch (refusal.why()) {
      case StoreException.DuplicateEvent _ ->
          refusal.sent().events().stream()
              .map(SentAppend.One::name)
              .filter(Objects::nonNull)
              .anyMatch(names::contains);
      case StoreException.VersionConflict _ ->
          refusal.sent().expected().entrySet().stream()
              .anyMatch(e -> mayDiffer(refusal, e.getKey(), e.getValue()));
      default -> true;
    };
  }

  /// Whether the stream may have been at a version that was not expected at some moment of the
  /// call.
  private boolean mayDiffer(Refusal refusal, StreamId stream, @Nullable ExpectedVersion expected) {
    long least = highest(told, stream).before(refusal.began());
    long most = highest(sent, stream).before(refusal.ended());
    return switch (expected) {
      case null -> false;
      case ExpectedVersion.Any _ -> false;
      case ExpectedVersion.Exactly(long version) -> least != version || most != version;
      case ExpectedVersion.NoneOf(var versions) ->
          versions.stream().anyMatch(version -> least <= version && version <= most);
    };
  }
}
