package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.AppendResult.Appended;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what writers were told against the log.
final class AppendJudge {
  private final ObservedLog log;
  private final Timeline timeline;
  private final Flaws flaws;
  private final Map<String, List<EventMark>> byContent = new HashMap<>();

  AppendJudge(ObservedLog log, Timeline timeline, Flaws flaws) {
    this.log = log;
    this.timeline = timeline;
    this.flaws = flaws;
    log.events()
        .forEach(e -> byContent.computeIfAbsent(e.content(), _ -> new ArrayList<>(1)).add(e));
  }

  void judge(
      Collection<Acknowledged> acknowledged,
      Collection<SentAppend> refused,
      Collection<SentAppend> unknown) {
    Set<SentAppend> made = new HashSet<>();
    acknowledged.forEach(told -> made.add(told.sent()));
    Set<SentAppend> possible = new HashSet<>(unknown);
    possible.addAll(made);
    Set<SentAppend> never = new HashSet<>(refused);
    // What was refused once may be taken when it is sent again.
    never.removeAll(possible);

    Set<SentAppend> living = new HashSet<>(unknown);
    acknowledged.stream().filter(this::isOfThisLife).forEach(told -> living.add(told.sent()));
    acknowledged.forEach(told -> answered(told, living));
    never.stream()
        .filter(sent -> found(sent) > 0)
        .forEach(sent -> flaws.add(Rule.REFUSED, "refused, but at " + places(sent)));
    possible.forEach(sent -> possible(sent, made.contains(sent)));
    nothingElse(possible, never);
  }

  private void answered(Acknowledged told, Set<SentAppend> living) {
    if (isOfThisLife(told)) {
      if (timeline.surelySince(told.ended())) {
        flaws.add(Rule.RESET, "still there after a reset: " + places(told.sent()));
      }
      for (int i = 0; i < told.sent().events().size(); i++) {
        acknowledged(told, i);
      }
    } else if (timeline.noneSince(told.began())) {
      flaws.add(Rule.ACKNOWLEDGED, "acknowledged at " + told.result().position() + ", but gone");
    } else if (!living.contains(told.sent()) && found(told.sent()) > 0) {
      flaws.add(Rule.RESET, "a reset left " + places(told.sent()));
    }
  }

  /// Whether an append was acknowledged in this life of the store. Ids that the store gives say so;
  /// without any, the time at which what is there was recorded does.
  private boolean isOfThisLife(Acknowledged told) {
    int i = told.sent().withoutId();
    if (i >= 0) {
      return log.gave(told.result().events().get(i).id());
    }
    return found(told.sent()) > 0
        && (timeline.noneSince(told.began())
            || marks(told.sent().events().getFirst())
                .getFirst()
                .recorded()
                .equals(told.result().recorded()));
  }

  private void acknowledged(Acknowledged told, int i) {
    Appended answer = told.result().events().get(i);
    String place = told.result().position() + "." + answer.index();
    List<EventMark> marks = marks(told.sent().events().get(i));
    if (marks.isEmpty()) {
      flaws.add(Rule.ACKNOWLEDGED, "acknowledged at " + place + ", but not in the log");
    } else if (marks.stream()
        .noneMatch(
            mark ->
                mark.place().equals(place)
                    && mark.id().equals(answer.id())
                    && mark.sequence() == answer.sequence())) {
      flaws.add(
          Rule.ACKNOWLEDGED,
          "acknowledged at " + place + ", but otherwise at " + marks.getFirst().place());
    }
  }

  /// An append that may be there.
  private void possible(SentAppend sent, boolean acknowledged) {
    long found = found(sent);
    if (found == 0) {
      return;
    }
    sent.events().stream()
        .map(this::marks)
        .filter(marks -> marks.size() > 1)
        .forEach(
            marks ->
                flaws.add(
                    acknowledged ? Rule.ACKNOWLEDGED : Rule.UNKNOWN,
                    "more than once in the log: " + places(sent)));
    if (found != sent.events().size()) {
      flaws.add(Rule.WHOLE, found + " of " + sent.events().size() + " events at " + places(sent));
      return;
    }
    EventMark first = marks(sent.events().getFirst()).getFirst();
    for (int i = 0; i < sent.events().size(); i++) {
      SentAppend.One event = sent.events().get(i);
      EventMark mark = marks(event).getFirst();
      if (mark.position() != first.position() || mark.index() != first.index() + i) {
        flaws.add(Rule.WHOLE, i + " behind " + first.place() + " is at " + mark.place());
      }
      if (event.id() == null ? !log.gave(mark.id()) : !event.id().equals(mark.id())) {
        flaws.add(Rule.SENT, "another id at " + mark.place());
      }
    }
    expectations(sent);
  }

  /// Versions are dense, so two appends cannot both follow the version that they expected.
  private void expectations(SentAppend sent) {
    sent.expected()
        .forEach(
            (stream, version) ->
                sent.events().stream()
                    .filter(event -> event.stream().equals(stream))
                    .findFirst()
                    .map(event -> marks(event).getFirst())
                    .filter(mark -> !version.admits(mark.sequence() - 1))
                    .ifPresent(
                        mark ->
                            flaws.add(
                                Rule.WINNER,
                                "expected %s, but made version %d at %s"
                                    .formatted(version, mark.sequence(), mark.place()))));
  }

  private void nothingElse(Set<SentAppend> possible, Set<SentAppend> never) {
    Set<String> sent = new HashSet<>();
    possible.forEach(each -> each.events().forEach(event -> sent.add(event.content())));
    never.forEach(each -> each.events().forEach(event -> sent.add(event.content())));
    log.events().stream()
        .filter(event -> !sent.contains(event.content()))
        .forEach(event -> flaws.add(Rule.SENT, "nobody sent what is at " + event.place()));
  }

  private List<EventMark> marks(SentAppend.One event) {
    return byContent.getOrDefault(event.content(), List.of());
  }

  private long found(SentAppend sent) {
    return sent.events().stream().filter(event -> !marks(event).isEmpty()).count();
  }

  private List<String> places(SentAppend sent) {
    return sent.events().stream().flatMap(e -> marks(e).stream()).map(EventMark::place).toList();
  }
}
