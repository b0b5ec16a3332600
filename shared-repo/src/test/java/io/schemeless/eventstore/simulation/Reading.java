package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.Call.Question;
import io.schemeless.eventstore.simulation.Truth.Part;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Judges what readers were told. A read that a reset overtook may answer as the old store (whole)
/// or as the new one.
final class Reading {
  private Reading() {}

  /// Where an event lies: its version in its stream, and its append's position.
  private record Place(String stream, long version, long position) {
    static Place of(Event event) {
      return new Place(name(event.stream()), event.sequence(), event.position());
    }
  }

  static String name(StreamId stream) {
    return stream.domain().length()
        + ":"
        + stream.domain()
        + (stream.identifier() == null ? "" : "/" + stream.identifier());
  }

  /// What is wrong with what was read; none if it is right.
  static @Nullable String flaw(Call call, Truth before, Truth after) {
    boolean sameLife = before.incarnation().equals(after.incarnation());
    if (!sameLife) {
      return overReset(call, before, after);
    }
    return switch (call.answer()) {
      case Answer.Page(var page) when call.question() instanceof Question.Read(var query) ->
          page(query, page, before, after);
      case Answer.Version(long version)
          when call.question() instanceof Question.Version(var stream) ->
          between(before.head(name(stream)), version, after.head(name(stream)));
      case Answer.Log(var events, var last) when call.question() instanceof Question.Replay ->
          replay(events, last.caughtUp(), before, after);
      case Answer.Log(var events, _) -> {
        List<Place> all = places(after);
        List<Place> read = events.stream().map(Place::of).toList();
        yield all.containsAll(read) && read.stream().distinct().count() == read.size()
            ? null
            : "a chain brought " + read + ", but committed was " + all;
      }
      case Answer.Streams(var streams) -> streams(streams, before, after);
      case null, default -> null;
    };
  }

  /// Either the old store, with all that it held when the read began, or the new one.
  private static @Nullable String overReset(Call call, Truth before, Truth after) {
    return switch (call.answer()) {
      case Answer.Page(var page)
          when call.question() instanceof Question.Read(var query)
              && query.from() == null
              && page.next() == null -> {
        List<Place> read = page.events().stream().map(Place::of).toList();
        boolean forward = query.direction() == StreamQuery.Direction.FORWARD;
        yield overReset(
            forward ? read : read.reversed(),
            places(before, name(query.stream())),
            places(after, name(query.stream())));
      }
      case Answer.Log(var events, var last)
          when call.question() instanceof Question.Replay && last.caughtUp() ->
          overReset(events.stream().map(Place::of).toList(), places(before), places(after));
      case null, default -> null;
    };
  }

  private static @Nullable String overReset(List<Place> read, List<Place> old, List<Place> now) {
    boolean wholeOld = read.size() >= old.size() && read.subList(0, old.size()).equals(old);
    boolean partOfNew = read.size() <= now.size() && now.subList(0, read.size()).equals(read);
    return wholeOld || partOfNew
        ? null
        : "read " + read + " over a reset; the store held " + old + ", and then " + now;
  }

  private static @Nullable String between(long least, long told, long most) {
    return told < least || told > most
        ? "version " + told + " was told, but it went from " + least + " to " + most
        : null;
  }

  private static List<Place> places(Truth truth, String stream) {
    List<Place> places = new ArrayList<>();
    for (Map.Entry<Long, Part> entry : truth.stream(stream)) {
      for (long v = entry.getValue().first(); v <= entry.getValue().last(); v++) {
        places.add(new Place(stream, v, entry.getKey()));
      }
    }
    return places;
  }

  private static @Nullable String page(
      StreamQuery query, StreamPage page, Truth before, Truth after) {
    String stream = name(query.stream());
    List<Place> read = new ArrayList<>(page.events().stream().map(Place::of).toList());
    String wrong = between(before.head(stream), page.version(), after.head(stream));
    if (wrong != null) {
      return wrong;
    }
    boolean forward = query.direction() == StreamQuery.Direction.FORWARD;
    Long from = query.from();
    List<Place> most = places(after, stream);
    List<Place> least = places(before, stream);
    if (from != null) {
      most.removeIf(place -> forward ? place.version() < from : place.version() > from);
      least.removeIf(place -> forward ? place.version() < from : place.version() > from);
    }
    if (!forward) {
      read = read.reversed();
    }
    boolean whole = page.next() == null;
    if (!whole && read.isEmpty()) {
      return "a page without an event says that there are more";
    }
    if (whole && read.size() < least.size()
        || read.size() > most.size()
        || !read.equals(most.subList(0, read.size())) && whole) {
      return "read " + read + ", but committed was first " + least + ", then " + most;
    }
    return null;
  }

  private static @Nullable String replay(
      List<Event> events, boolean caughtUp, Truth before, Truth after) {
    List<Place> read = events.stream().map(Place::of).toList();
    List<Place> most = places(after);
    List<Place> least = places(before);
    if (read.size() > most.size()
        || !read.equals(most.subList(0, read.size()))
        || caughtUp && read.size() < least.size()) {
      return "replayed " + read + ", but committed was first " + least + ", then " + most;
    }
    return null;
  }

  /// All events of the log, those of one append by stream.
  private static List<Place> places(Truth truth) {
    List<Place> places = new ArrayList<>();
    truth
        .log()
        .forEach(
            (position, slot) ->
                slot.parts()
                    .forEach(
                        part -> {
                          for (long v = part.first(); v <= part.last(); v++) {
                            places.add(new Place(part.stream(), v, position));
                          }
                        }));
    return places;
  }

  private static @Nullable String streams(List<StreamId> streams, Truth before, Truth after) {
    List<String> told = streams.stream().map(Reading::name).toList();
    boolean all =
        before.log().values().stream()
            .flatMap(slot -> slot.parts().stream())
            .allMatch(part -> told.contains(part.stream()));
    return all && told.stream().allMatch(stream -> after.head(stream) > 0)
        ? null
        : "streams " + told + " were listed";
  }
}
