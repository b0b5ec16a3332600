package io.schemeless.eventstore.functions.append;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.events.QueryBody;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventQuery;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads `{"failIfEventsMatch": [{"types": [...], "tags": [...]}], "after": "..."}`.
final class ConditionBody {
  private ConditionBody() {}

  static @Nullable AppendCondition read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "must be an object");
    }
    EventQuery query = null;
    ContinuationToken after = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "failIfEventsMatch" -> query = QueryBody.items(parser);
        case "after" -> after = token(parser);
        default -> throw JsonText.at(parser, "a condition has no such field");
      }
    }
    if (query == null) {
      throw JsonText.at(parser, "failIfEventsMatch is missing");
    }
    return new AppendCondition(query, after);
  }

  private static @Nullable ContinuationToken token(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? null
        : new ContinuationToken(JsonText.string(parser));
  }
}
