package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.Call.Question;
import io.schemeless.eventstore.simulation.CommittedTruth.Append;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges appends with conditions, and reads by queries, without the protocol's code.
final class ConditionJudge {
  private ConditionJudge() {}

  /// An event of the log.
  ///
  /// @param by which append of its position it is of, in their order
  private record Placed(long number, long position, Append by, NewEvent event) {}

  /// Where a token stands.
  record Place(String incarnation, long epoch, long number) {
    static Place of(ContinuationToken token) {
      byte[] bytes = Base64.getUrlDecoder().decode(token.value());
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        in.readByte();
        in.readUTF();
        String incarnation = in.readUTF();
        long epoch = in.readLong();
        in.readNBytes(8);
        return new Place(incarnation, epoch, Event.number(in.readLong(), in.readInt()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<Placed> events(CommittedTruth truth, Map<Append, AppendRequest> requests) {
    List<Placed> events = new ArrayList<>();
    truth
        .log()
        .forEach(
            (position, slot) -> {
              int index = 0;
              for (Append by : slot.appends()) {
                AppendRequest request = requests.get(by);
                if (request != null) {
                  for (NewEvent event : request.events()) {
                    events.add(new Placed(Event.number(position, index++), position, by, event));
                  }
                }
              }
            });
    return events;
  }

  /// What no log may hold: an append whose condition did not hold at its place.
  static @Nullable String log(CommittedTruth now, Map<Append, AppendRequest> requests) {
    List<Placed> events = events(now, requests);
    for (Map.Entry<Long, CommittedTruth.Slot> entry : now.log().entrySet()) {
      for (Append append : entry.getValue().appends()) {
        AppendRequest request = requests.get(append);
        String flaw = request == null ? null : flaw(now, events, entry.getKey(), append, request);
        if (flaw != null) {
          return flaw;
        }
      }
    }
    return null;
  }

  private static @Nullable String flaw(
      CommittedTruth now,
      List<Placed> events,
      long position,
      Append append,
      AppendRequest request) {
    AppendCondition condition = request.condition();
    if (condition != null) {
      long own =
          events.stream()
              .filter(e -> e.by.equals(append))
              .mapToLong(Placed::number)
              .min()
              .orElse(0);
      long after = 0;
      if (condition.after() != null) {
        Place place = Place.of(condition.after());
        if (!place.incarnation.equals(now.incarnation())) {
          return "appended at " + position + " under a token of another life";
        }
        after = place.number;
      }
      for (Placed event : events) {
        if (event.number >= after
            && event.number < own
            && wants(condition.failIfEventsMatch(), event.event)) {
          return "appended at " + position + " although " + event + " lies before it";
        }
      }
    }
    for (Map.Entry<StreamId, ExpectedVersion> each : request.expected().entrySet()) {
      String name = ReaderJudge.name(each.getKey());
      long version =
          now.stream(name).stream()
              .filter(part -> part.getKey() < position)
              .mapToLong(part -> part.getValue().last())
              .max()
              .orElse(0);
      boolean isOwn = request.events().stream().anyMatch(e -> e.stream().equals(each.getKey()));
      if (!isOwn && !each.getValue().admits(version)) {
        return "appended at " + position + " with " + name + " at version " + version;
      }
    }
    return null;
  }

  static boolean wants(EventQuery query, NewEvent event) {
    return query.items().stream()
        .anyMatch(
            item ->
                (item.types().isEmpty() || item.types().contains(event.type()))
                    && event.tags().containsAll(item.tags()));
  }

  /// Whether a refusal has its reason: what it rules out was there, or its token is of another
  /// life.
  static boolean hasReason(
      AppendRequest request,
      StoreException failure,
      CommittedTruth before,
      CommittedTruth after,
      Map<Append, AppendRequest> requests) {
    AppendCondition condition = request.condition();
    if (condition == null) {
      return false;
    }
    @Nullable Place place = condition.after() == null ? null : Place.of(condition.after());
    if (failure instanceof StoreException.StoreWasReset) {
      return place != null && (place.epoch > 0 && !isOf(place, before) || !isOf(place, after));
    }
    boolean sameLife = before.incarnation().equals(after.incarnation());
    long from = place == null ? 0 : place.number;
    return !sameLife
        || Stream.of(before, after)
            .flatMap(truth -> events(truth, requests).stream())
            .anyMatch(e -> e.number >= from && wants(condition.failIfEventsMatch(), e.event));
  }

  private static boolean isOf(Place place, CommittedTruth truth) {
    return place.incarnation.equals(truth.incarnation());
  }

  /// What is wrong with what a query was answered, as the log is now: nothing may appear below its
  /// token that it did not show.
  static @Nullable String read(Call call, CommittedTruth now, Map<Append, AppendRequest> requests) {
    if (!(call.question() instanceof Question.Query(var query, var after))
        || !(call.answer() instanceof Answer.Log(var read, var last))) {
      return null;
    }
    Place end = Place.of(last.next());
    if (!end.incarnation.equals(now.incarnation())) {
      return null;
    }
    long from = after == null ? 0 : Place.of(after).number;
    List<Long> told = read.stream().map(Event::number).toList();
    List<Long> there =
        events(now, requests).stream()
            .filter(e -> e.number >= from && e.number < end.number && wants(query, e.event))
            .map(Placed::number)
            .toList();
    return told.equals(there) ? null : "a query brought " + told + ", the log holds " + there;
  }

  /// What a query must show at its answer: whatever was committed before it, if it caught up.
  static @Nullable String atOnce(
      Call call, CommittedTruth before, CommittedTruth after, Map<Append, AppendRequest> requests) {
    if (!(call.question() instanceof Question.Query(var query, var from))
        || !(call.answer() instanceof Answer.Log(var read, var last))) {
      return null;
    }
    long end = Place.of(last.next()).number;
    boolean sameLife = before.incarnation().equals(after.incarnation());
    boolean lacks =
        sameLife
            && last.caughtUp()
            && events(before, requests).stream().anyMatch(e -> e.number >= end);
    return lacks ? "a query says that it has caught up, but has not" : null;
  }
}
