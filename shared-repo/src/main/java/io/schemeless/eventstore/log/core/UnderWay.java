package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.EventQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// The attempts of this process that are under way. Nobody else is ever given their positions, so
/// nothing but their own events can come to be committed there.
public final class UnderWay {
  private final Map<Long, Own> attempts = new HashMap<>();

  private record Own(Meta life, Set<String> tags) {
    /// Whether none of its events is wanted: none has all tags that any item names.
    boolean isBeside(EventQuery query) {
      return query.items().stream().noneMatch(item -> tags.containsAll(item.tags()));
    }
  }

  /// @param position the attempt's
  /// @param tags of all its events
  public synchronized void begin(Meta meta, long position, List<String> tags) {
    attempts.put(position, new Own(meta, Set.copyOf(tags)));
  }

  public synchronized void end(long position) {
    attempts.remove(position);
  }

  /// The positions of those that hold nothing of what queries want.
  ///
  /// @param queries each of whose items names a tag
  public synchronized NavigableSet<Long> beside(Meta meta, Collection<EventQuery> queries) {
    NavigableSet<Long> positions = new TreeSet<>();
    attempts.forEach(
        (position, own) -> {
          if (own.life.sameLife(meta) && queries.stream().allMatch(own::isBeside)) {
            positions.add(position);
          }
        });
    return positions;
  }
}
