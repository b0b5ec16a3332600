package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.EventQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// Keeps what is under way at other positions from coming to hold what queries want, without
/// waiting for it.
///
/// An append commits only where each of its tags has its record at its position, and a record is
/// put only where nothing lies. So whoever puts a seal where the record would go knows that nothing
/// with that tag will ever be committed there; where the record is there first, it may be.
public final class TagSeals {
  /// More than this are not put at once.
  private static final int MAX_SEALS = 200;

  private final StoreContext context;
  private final Keys keys;

  /// The attempt that puts them: a seal is a record of nobody who has that position.
  private final CommitId by;

  public TagSeals(StoreContext context, Keys keys, CommitId by) {
    this.context = context;
    this.keys = keys;
    this.by = by;
  }

  /// What must not come to lie at a position: an event with all these tags.
  ///
  /// @param tags those of which none is known to be recorded there
  private record Unwanted(long position, List<String> tags) {
    Place place() {
      return new Place(position, tags.getFirst());
    }
  }

  private record Place(long position, String tag) {}

  /// Puts what it takes, one tag of each item at each position.
  ///
  /// @param queries each of whose items names a tag
  /// @return the positions that may hold what is wanted, once they are decided
  public NavigableSet<Long> put(Collection<EventQuery> queries, Collection<Long> positions) {
    List<List<String>> items = items(queries);
    NavigableSet<Long> open = new TreeSet<>();
    List<Unwanted> left = new ArrayList<>();
    for (long position : positions) {
      if (left.size() + items.size() > MAX_SEALS) {
        open.add(position);
      } else {
        items.forEach(tags -> left.add(new Unwanted(position, tags)));
      }
    }
    while (!left.isEmpty()) {
      Set<Place> sealed = sealed(left);
      List<Unwanted> next = new ArrayList<>();
      for (Unwanted each : left) {
        if (!sealed.contains(each.place())) {
          next.add(new Unwanted(each.position, each.tags.subList(1, each.tags.size())));
        }
      }
      next.stream().filter(each -> each.tags.isEmpty()).forEach(each -> open.add(each.position));
      next.removeIf(each -> open.contains(each.position));
      left.clear();
      left.addAll(next);
    }
    return open;
  }

  /// The tags of each item, those that most items have first: one seal may serve several.
  private static List<List<String>> items(Collection<EventQuery> queries) {
    Set<Set<String>> distinct = new LinkedHashSet<>();
    Map<String, Integer> uses = new HashMap<>();
    queries.forEach(query -> query.items().forEach(item -> distinct.add(item.tags())));
    distinct.forEach(tags -> tags.forEach(tag -> uses.merge(tag, 1, Integer::sum)));
    Comparator<String> order =
        Comparator.<String>comparingInt(tag -> -uses.getOrDefault(tag, 0))
            .thenComparing(Comparator.naturalOrder());
    return distinct.stream().map(tags -> tags.stream().sorted(order).toList()).toList();
  }

  private Set<Place> sealed(List<Unwanted> all) {
    List<Place> places = all.stream().map(Unwanted::place).distinct().toList();
    List<Boolean> put =
        context
            .host()
            .all(places.stream().<Callable<Boolean>>map(place -> () -> put(place)).toList());
    Set<Place> sealed = new HashSet<>();
    for (int i = 0; i < places.size(); i++) {
      if (put.get(i)) {
        sealed.add(places.get(i));
      }
    }
    return sealed;
  }

  /// Whether a seal lies there then, whoever put it.
  private boolean put(Place place) {
    Cell seal =
        new Cell(
            keys.tag(place.tag, place.position),
            Map.of(Attributes.COMMIT_ID, by.value(), Attributes.SEAL, new Value.Number(1)));
    return switch (context.cells().put(seal, new Condition.Absent())) {
      case Put.Written _ -> true;
      case Put.Refused(var there) -> there != null && there.has(Attributes.SEAL);
    };
  }
}
