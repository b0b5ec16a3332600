package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.QueryBounds;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.InvalidRequest.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a query, `{"items": [{"types": [...], "tags": [...]}]}`, and its items alone. Its bounds
/// are the store's.
public final class QueryBody {
  private static final String ITEMS = "items";

  private QueryBody() {}

  /// The body of a read.
  ///
  /// @throws InvalidRequest if it is out of bounds
  public static EventQuery read(String text) {
    EventQuery query = JsonText.parse(text, QueryBody::whole);
    List<Violation> violations = new ArrayList<>();
    QueryBounds.check(
        query, (where, fault) -> violations.add(new Violation("/" + ITEMS + where, fault)));
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
    return query;
  }

  private static EventQuery whole(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "must be an object with " + ITEMS);
    }
    EventQuery query = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!name.equals(ITEMS)) {
        throw JsonText.at(parser, "a query has no such field");
      }
      query = items(parser);
    }
    if (query == null) {
      throw JsonText.at(parser, ITEMS + " is missing");
    }
    return query;
  }

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
