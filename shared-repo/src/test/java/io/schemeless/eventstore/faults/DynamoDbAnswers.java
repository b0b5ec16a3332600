package io.schemeless.eventstore.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.schemeless.eventstore.testing.FaultyHttp.Request;
import java.io.UncheckedIOException;

/// What DynamoDB and its client say to each other.
final class DynamoDbAnswers {
  private static final JsonMapper MAPPER = new JsonMapper();

  private DynamoDbAnswers() {}

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(JsonNode item, String attribute) {
    return item.path(attribute).path("S").asText();
  }

  /// One text for the item's primary key.
  static String key(JsonNode item) {
    return text(item, "pk") + " " + text(item, "sk");
  }

  /// Whether it puts the slot that decides an append.
  static boolean isSlotPut(Request request) {
    return request.operation().equals("PutItem")
        && text(tree(request.body()).path("Item"), "pk").endsWith("/l");
  }
}
