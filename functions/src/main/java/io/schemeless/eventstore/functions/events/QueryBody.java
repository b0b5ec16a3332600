package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.EventQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the items of a query: `[{"types": [...], "tags": [...]}]`. Its bounds are the store's.
public final class QueryBody {
  private QueryBody() {}

  public static EventQuery items(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw JsonText.at(parser, "must be an array of items");
    }
    List<EventQuery.Item> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item(parser));
    }
    return new EventQuery(items);
  }

  private static EventQuery.Item item(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "an item must be an object");
    }
    Set<String> types = Set.of();
    Set<String> tags = Set.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "types" -> types = Set.copyOf(JsonText.strings(parser));
        case "tags" -> tags = Set.copyOf(JsonText.strings(parser));
        default -> throw JsonText.at(parser, "an item has no such field");
      }
    }
    return new EventQuery.Item(types, tags);
  }
}
