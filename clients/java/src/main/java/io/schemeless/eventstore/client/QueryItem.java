package io.schemeless.eventstore.client;

import java.util.List;

/// Events of one of the types that have all of the tags. A query is one or several of these, any of
/// which an event may meet.
///
/// ```java
/// QueryItem.ofTags("course:c1").withTypes("subscribed", "capacityChanged");
/// ```
///
/// @param types up to 32; none for all of them
/// @param tags up to 20; none for any, which no index answers
public record QueryItem(List<String> types, List<String> tags) {
  public QueryItem {
    types = List.copyOf(types);
    tags = List.copyOf(tags);
  }

  public static QueryItem ofTags(String... tags) {
    return new QueryItem(List.of(), List.of(tags));
  }

  public static QueryItem ofTypes(String... types) {
    return new QueryItem(List.of(types), List.of());
  }

  public QueryItem withTypes(String... values) {
    return new QueryItem(List.of(values), tags);
  }

  public QueryItem withTags(String... values) {
    return new QueryItem(types, List.of(values));
  }
}
