package io.schemeless.eventstore.store;

import java.util.List;
import java.util.Set;

/// Which events are meant: those that one of the items wants.
///
/// ```java
/// EventQuery.of(EventQuery.Item.ofTags("course:c1").withTypes("subscribed", "capacityChanged"));
/// ```
///
/// @param items 1 to 32 of them
public record EventQuery(List<Item> items) {
  public static final int MAX_ITEMS = 32;

  public EventQuery {
    items = List.copyOf(items);
  }

  public static EventQuery of(Item... items) {
    return new EventQuery(List.of(items));
  }

  /// Whether an event of this type with these tags is meant.
  public boolean wants(String type, List<String> tags) {
    return items.stream().anyMatch(item -> item.wants(type, tags));
  }

  /// Events of one of the types that have all of the tags. It names at least one of either.
  ///
  /// @param types up to 32; empty for all of them
  /// @param tags up to 20; empty for any
  public record Item(Set<String> types, Set<String> tags) {
    public static final int MAX_TYPES = 32;
    public static final int MAX_TAGS = NewEvent.MAX_TAGS;

    public Item {
      types = Set.copyOf(types);
      tags = Set.copyOf(tags);
    }

    public static Item ofTags(String... tags) {
      return new Item(Set.of(), Set.of(tags));
    }

    public static Item ofTypes(String... types) {
      return new Item(Set.of(types), Set.of());
    }

    public Item withTypes(String... values) {
      return new Item(Set.of(values), tags);
    }

    public Item withTags(String... values) {
      return new Item(types, Set.of(values));
    }

    boolean wants(String type, List<String> eventTags) {
      return (types.isEmpty() || types.contains(type)) && eventTags.containsAll(tags);
    }
  }
}
