package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.Call.Question;
import io.schemeless.eventstore.simulation.CommittedTruth.Append;
import io.schemeless.eventstore.simulation.CommittedTruth.Part;
import io.schemeless.eventstore.simulation.CommittedTruth.Slot;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Judges what readers were told. A read that a reset overtook may answer as the old store (whole)
/// or as the new one.
///
/// @param requests every append that any call asked for
record ReaderJudge(Map<Append, AppendRequest> requests) {

  /// Where an event lies, its version in its stream and its append's position; and what it says.
  private record Place(String stream, long version, long position, Json payload) {
    static Place of(Event event) {
      return new Place(name(event.stream()), event.sequence(), event.position(), event.payload());
    }
  }

  static String name(StreamId stream) {
    return stream.domain().length()
        + ":"
        + stream.domain()
        + (stream.identifier() == null ? "" : "/" + stream.identifier());
  }

  /// What is wrong with what was read; none if it is right.
  @Nullable String flaw(Call call, CommittedTruth before, CommittedTruth after) {
    boolean sameLife = before.incarnation().equals(after.incarnation());
    return switch (call.answer()) {
      case Answer.Page(var page) when call.question() instanceof Question.Read(var query) ->
          sameLife ? page(query, page, before, after) : overReset(query, page, before, after);
      case Answer.Version(long version)
          when call.question() instanceof Question.Version(var stream) ->
          sameLife || version < before.head(name(stream))
              ? between(sameLife ? before.head(name(stream)) : 0, version, after.head(name(stream)))
              : null;
      case Answer.Log(var events, var last) when call.question() instanceof Question.Replay ->
          replay(events, last.caughtUp(), before, after);
      case Answer.Log(var events, _) when call.question() instanceof Question.Chain(var id) ->
          chain(events, e -> id.equals(e.correlationId()), before, after);
      case Answer.Found(var event) when call.question() instanceof Question.Find find ->
          found(event.map(Place::of).stream().toList(), find, before, after);
      case Answer.Streams(var streams) -> streams(streams, before, after);
      case null, default -> null;
    };
  }

  private @Nullable String overReset(
      StreamQuery query, StreamPage page, CommittedTruth before, CommittedTruth after) {
    if (query.from() != null || page.next() != null) {
      return null;
    }
    Predicate<NewEvent> own = event -> event.stream().equals(query.stream());
    List<Place> read = new ArrayList<>(page.events().stream().map(Place::of).toList());
    if (query.direction() == StreamQuery.Direction.BACKWARD) {
      Collections.reverse(read);
    }
    return overReset(read, places(before, own), places(after, own));
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

  private @Nullable String page(
      StreamQuery query, StreamPage page, CommittedTruth before, CommittedTruth after) {
    String stream = name(query.stream());
    String wrong = between(before.head(stream), page.version(), after.head(stream));
    if (wrong != null) {
      return wrong;
    }
    boolean forward = query.direction() == StreamQuery.Direction.FORWARD;
    Long from = query.from();
    Predicate<Place> wanted =
        place -> from == null || (forward ? place.version() >= from : place.version() <= from);
    Predicate<NewEvent> own = event -> event.stream().equals(query.stream());
    List<Place> most = places(after, own).stream().filter(wanted).toList();
    List<Place> least = places(before, own).stream().filter(wanted).toList();
    List<Place> read = new ArrayList<>(page.events().stream().map(Place::of).toList());
    if (!forward) {
      Collections.reverse(read);
    }
    boolean whole = page.next() == null;
    if (!whole && read.isEmpty()) {
      return "a page without an event says that there are more";
    }
    boolean right =
        forward || whole
            ? read.size() <= most.size() && read.equals(most.subList(0, read.size()))
            : Collections.indexOfSubList(most, read) >= 0
                && read.getLast().version() >= least.size();
    return right && !(whole && read.size() < least.size())
        ? null
        : "read " + read + ", but committed was first " + least + ", then " + most;
  }

  private @Nullable String replay(
      List<Event> events, boolean whole, CommittedTruth before, CommittedTruth after) {
    List<Place> read = events.stream().map(Place::of).toList();
    List<Place> most = places(after, _ -> true);
    List<Place> least = places(before, _ -> true);
    if (!before.incarnation().equals(after.incarnation())) {
      return whole ? overReset(read, least, most) : null;
    }
    return read.size() > most.size()
            || !read.equals(most.subList(0, read.size()))
            || whole && read.size() < least.size()
        ? "read " + read + ", but committed was first " + least + ", then " + most
        : null;
  }

  /// A chain may lack what was under way while it was read, even below what it shows.
  private @Nullable String chain(
      List<Event> events, Predicate<NewEvent> kind, CommittedTruth before, CommittedTruth after) {
    List<Place> read = events.stream().map(Place::of).toList();
    List<Place> most = places(after, kind);
    List<Place> least = places(before, kind);
    boolean now = most.stream().filter(read::contains).toList().equals(read);
    boolean old = read.equals(least);
    boolean sameLife = before.incarnation().equals(after.incarnation());
    return (sameLife ? now && read.containsAll(least) : now || old)
        ? null
        : "a chain brought " + read + ", but committed was first " + least + ", then " + most;
  }

  private @Nullable String found(
      List<Place> found, Question.Find find, CommittedTruth before, CommittedTruth after) {
    Predicate<NewEvent> named =
        event ->
            find.id().equals(event.id())
                && (find.source() == null
                    ? !event.bySource()
                    : find.source().equals(event.source()));
    List<Place> old = places(before, named);
    List<Place> now = places(after, named);
    boolean sameLife = before.incarnation().equals(after.incarnation());
    return found.equals(old) || found.equals(now) || found.isEmpty() && !sameLife
        ? null
        : "found " + found + " by its id, but committed was first " + old + ", then " + now;
  }

  /// The committed events of a kind, in the log's order, those of one append by stream.
  private List<Place> places(CommittedTruth truth, Predicate<NewEvent> kind) {
    List<Place> places = new ArrayList<>();
    truth.log().forEach((position, slot) -> add(places, position, slot, kind));
    return places;
  }

  private void add(List<Place> places, long position, Slot slot, Predicate<NewEvent> kind) {
    List<NewEvent> events =
        slot.appends().stream()
            .flatMap(append -> Objects.requireNonNull(requests.get(append)).events().stream())
            .toList();
    for (Part part : slot.parts()) {
      List<NewEvent> own =
          events.stream().filter(e -> name(e.stream()).equals(part.stream())).toList();
      for (int i = 0; i < part.count(); i++) {
        if (kind.test(own.get(i))) {
          places.add(new Place(part.stream(), part.first() + i, position, own.get(i).payload()));
        }
      }
    }
  }

  private static @Nullable String streams(
      List<StreamId> streams, CommittedTruth before, CommittedTruth after) {
    Set<String> told = new HashSet<>(streams.stream().map(ReaderJudge::name).toList());
    boolean sameLife = before.incarnation().equals(after.incarnation());
    boolean all = told.containsAll(before.streams());
    boolean now = after.streams().containsAll(told);
    return told.size() == streams.size() && (sameLife ? all && now : all || now)
        ? null
        : "streams " + streams + " were listed";
  }
}
