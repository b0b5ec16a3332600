package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
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
  private final Log log;
  private final Resets resets;
  private final Collection<Told> acknowledged;
  private final Map<String, Long> firstSent;
  private final Flaws flaws;
  private final Map<Sent, Told> repeatable = new HashMap<>();
  private final Map<StreamId, List<Told>> byStream = new HashMap<>();

  /// @param firstSent when each content was sent for the first time
  RefusalJudge(
      Log log,
      Resets resets,
      Collection<Told> acknowledged,
      Map<String, Long> firstSent,
      Flaws flaws) {
    this.log = log;
    this.resets = resets;
    this.acknowledged = acknowledged;
    this.firstSent = firstSent;
    this.flaws = flaws;
  }

  /// @param alone whether all that the store holds is of this history
  void judge(Collection<Refusal> refusals, boolean alone) {
    acknowledged.stream().filter(told -> resets.noneSince(told.began())).forEach(this::note);
    Set<String> ids = new HashSet<>();
    log.events().forEach(event -> ids.add(event.id()));
    for (Refusal refusal : refusals) {
      if (!refusal.isFinal() || !resets.noneSince(refusal.began())) {
        continue;
      }
      Told first = repeatable.get(refusal.sent());
      if (first != null && first.ended() < refusal.began()) {
        flaws.add(
            Rule.REFUSED, "refused, though acknowledged before at " + first.result().position());
      }
      if (alone && !hasReason(refusal, ids)) {
        flaws.add(Rule.REASON, "answered " + refusal.why().getMessage() + ", for no reason");
      }
    }
  }

  private void note(Told told) {
    if (told.sent().idempotencyKey() != null || told.sent().withoutId() < 0) {
      repeatable.merge(told.sent(), told, (a, b) -> a.ended() < b.ended() ? a : b);
    }
    told.versions()
        .keySet()
        .forEach(stream -> byStream.computeIfAbsent(stream, _ -> new ArrayList<>()).add(told));
  }

  private boolean hasReason(Refusal refusal, Set<String> ids) {
    return switch (refusal.why()) {
      case StoreException.DuplicateEvent _ ->
          refusal.sent().events().stream()
              .map(Sent.One::id)
              .filter(Objects::nonNull)
              .anyMatch(ids::contains);
      case StoreException.VersionConflict _ ->
          refusal.sent().expected().entrySet().stream()
              .anyMatch(e -> mayDiffer(refusal, e.getKey(), e.getValue()));
      default -> true;
    };
  }

  /// Whether the stream may have been at another version at some moment of the call.
  private boolean mayDiffer(Refusal refusal, StreamId stream, @Nullable ExpectedVersion expected) {
    if (!(expected instanceof ExpectedVersion.Exactly(long version))) {
      return false;
    }
    long least =
        byStream.getOrDefault(stream, List.of()).stream()
            .filter(told -> told.ended() < refusal.began())
            .mapToLong(told -> told.versions().getOrDefault(stream, 0L))
            .max()
            .orElse(0);
    long most =
        log.events().stream()
            .filter(event -> event.stream().equals(stream))
            .filter(event -> firstSent.getOrDefault(event.content(), 0L) < refusal.ended())
            .mapToLong(Mark::sequence)
            .max()
            .orElse(0);
    return least != version || most != version;
  }
}
