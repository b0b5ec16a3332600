package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which events a replay shows, and the request that asks for them.
///
/// @param items several things of which an event may meet any, in place of the others
record ReplayChoice(
    @Nullable String domain, List<String> types, List<String> tags, List<QueryItem> items) {
  static final ReplayChoice ALL = new ReplayChoice(null, List.of(), List.of(), List.of());

  ReplayChoice {
    types = List.copyOf(types);
    tags = List.copyOf(tags);
    items = List.copyOf(items);
    if (!items.isEmpty() && !(domain == null && types.isEmpty() && tags.isEmpty())) {
      throw new IllegalArgumentException("items stand in place of a domain, types and tags");
    }
  }

  ReplayChoice domain(@Nullable String name) {
    return new ReplayChoice(name, types, tags, items);
  }

  ReplayChoice types(List<String> only) {
    return new ReplayChoice(domain, only, tags, items);
  }

  ReplayChoice tags(List<String> all) {
    return new ReplayChoice(domain, types, all, items);
  }

  ReplayChoice items(List<QueryItem> any) {
    return new ReplayChoice(domain, types, tags, any);
  }

  /// @param parameters encoded; those of the page
  ApiRequest request(List<String> parameters) {
    if (!items.isEmpty()) {
      ObjectNode body = JsonValues.MAPPER.createObjectNode();
      EventCodec.write(items, body.putArray("items"));
      return ApiRequest.post(
          "/query/events?" + String.join("&", parameters),
          "application/json",
          JsonValues.write(body));
    }
    List<String> query = new ArrayList<>(parameters);
    if (domain != null) {
      query.add("domain=" + StreamName.encode(domain));
    }
    types.forEach(type -> query.add("type=" + StreamName.encode(type)));
    tags.forEach(tag -> query.add("tag=" + StreamName.encode(tag)));
    return ApiRequest.get("/events?" + String.join("&", query));
  }
}
