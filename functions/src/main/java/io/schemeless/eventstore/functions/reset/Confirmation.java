package io.schemeless.eventstore.functions.reset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.json.JsonText;
import java.io.IOException;

/// Reads `{"confirm": "<stage>"}`.
final class Confirmation {
  private Confirmation() {}

  /// @throws io.schemeless.eventstore.json.MalformedJson if it is anything else
  static String read(String text) {
    return JsonText.parse(text, Confirmation::read);
  }

  private static String read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.at(parser, "must be an object with confirm");
    }
    String confirm = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (!parser.currentName().equals("confirm")) {
        throw JsonText.at(parser, "the body has only confirm");
      }
      parser.nextToken();
      confirm = JsonText.string(parser);
    }
    if (confirm == null) {
      throw JsonText.at(parser, "confirm is missing");
    }
    return confirm;
  }
}
