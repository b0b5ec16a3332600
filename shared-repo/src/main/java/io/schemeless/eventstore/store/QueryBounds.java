package io.schemeless.eventstore.store;

import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.InvalidRequest.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The bounds of a query.
public final class QueryBounds {
  private QueryBounds() {}

  /// @param wrong told of each place in the query's items, as a JSON pointer, and what is wrong
  ///   there
  public static void check(EventQuery query, BiConsumer<String, String> wrong) {
    List<Item> items = query.items();
    if (items.isEmpty() || items.size() > EventQuery.MAX_ITEMS) {
      wrong.accept("", "a query has 1 to " + EventQuery.MAX_ITEMS + " items");
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      String fault = fault(items.get(i));
      if (fault != null) {
        wrong.accept("/" + i, fault);
      }
    }
  }

  private static @Nullable String fault(Item item) {
    if (item.types().isEmpty() && item.tags().isEmpty()) {
      return "an item names a type or a tag";
    }
    if (item.types().size() > Item.MAX_TYPES || item.tags().size() > Item.MAX_TAGS) {
      return "an item has at most " + Item.MAX_TYPES + " types and " + Item.MAX_TAGS + " tags";
    }
    for (String type : item.types()) {
      if (Names.fault(type) != null) {
        return "a type " + Names.fault(type);
      }
    }
    for (String tag : item.tags()) {
      if (Names.faultOfTag(tag) != null) {
        return "a tag " + Names.faultOfTag(tag);
      }
    }
    return null;
  }

  /// @throws InvalidRequest if the query is out of bounds
  public static void require(EventQuery query) {
    List<Violation> violations = new ArrayList<>();
    check(query, (where, fault) -> violations.add(new Violation(where, fault)));
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
  }
}
