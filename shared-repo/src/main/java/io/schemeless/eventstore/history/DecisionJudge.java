package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.ReadByQuery;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Holds appends with conditions against the log, where no reset can have come between: nothing
/// that a condition rules out lies between what was seen and the append, and what refused one is
/// there.
final class DecisionJudge {
  private final ReadByQuery store;
  private final ObservedLog log;
  private final Timeline timeline;
  private final Map<String, Long> firstSent;
  private final Flaws flaws;

  /// @param store tells where a token stands
  /// @param firstSent when each content was sent for the first time
  DecisionJudge(
      ReadByQuery store,
      ObservedLog log,
      Timeline timeline,
      Map<String, Long> firstSent,
      Flaws flaws) {
    this.store = store;
    this.log = log;
    this.timeline = timeline;
    this.firstSent = firstSent;
    this.flaws = flaws;
  }

  /// @param alone whether all that the store holds is of this history
  void judge(Collection<Acknowledged> made, Collection<Refusal> refused, boolean alone) {
    made.stream().filter(told -> timeline.noneSince(told.began())).forEach(this::made);
    refused.stream()
        .filter(r -> alone && r.why() instanceof StoreException.ConditionFailed)
        .filter(r -> timeline.noneSince(r.began()))
        .forEach(this::refused);
  }

  private void made(Acknowledged told) {
    SentAppend sent = told.sent();
    long own = Event.number(told.result().position(), told.result().events().getFirst().index());
    AppendCondition condition = sent.condition();
    if (condition != null) {
      ruledOut(condition, own)
          .findFirst()
          .ifPresent(
              event ->
                  flaws.add(
                      Rule.CONDITION,
                      "made at " + told.result().position() + " in spite of " + event.place()));
    }
    sent.expected()
        .forEach(
            (stream, version) -> {
              if (!appendsTo(sent, stream) && !version.admits(versionBelow(stream, own))) {
                flaws.add(
                    Rule.CONDITION,
                    "made at " + told.result().position() + " on another version of a stream");
              }
            });
  }

  private static boolean appendsTo(SentAppend sent, StreamId stream) {
    return sent.events().stream().anyMatch(event -> event.stream().equals(stream));
  }

  private long versionBelow(StreamId stream, long number) {
    return log.events().stream()
        .filter(event -> event.number() < number && event.stream().equals(stream))
        .count();
  }

  private Stream<EventMark> ruledOut(AppendCondition condition, long below) {
    long from = condition.after() == null ? 0 : store.numberAt(condition.after());
    List<EventMark> events = log.events();
    return events.subList(firstFrom(events, from), events.size()).stream()
        .takeWhile(event -> event.number() < below)
        .filter(event -> condition.failIfEventsMatch().wants(event.type(), event.tags()));
  }

  /// The place of the first event with this number or above: a log rises.
  private static int firstFrom(List<EventMark> events, long number) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (events.get(middle).number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void refused(Refusal refusal) {
    AppendCondition condition = refusal.sent().condition();
    boolean reason =
        condition != null
            && ruledOut(condition, Long.MAX_VALUE)
                .anyMatch(e -> firstSent.getOrDefault(e.content(), 0L) <= refusal.ended());
    if (!reason) {
      flaws.add(Rule.REASON, "a condition is said to be broken, but by nothing");
    }
  }
}
