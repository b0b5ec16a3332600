package io.schemeless.eventstore.functions.hostile.valid;

import com.fasterxml.jackson.databind.node.TextNode;
import io.schemeless.eventstore.functions.hostile.requests.Dice;

/// One JSON value in two spellings: as it is sent, and as it must come back.
///
/// @param sent with white space and escapes that nobody needs
/// @param expected compact, every digit and every character the same
record RoundTrip(String sent, String expected) {
  static RoundTrip plain(String json) {
    return new RoundTrip(json, json);
  }

  static RoundTrip string(String text, Dice dice) {
    String expected = new TextNode(text).toString();
    if (!dice.oneIn(4)) {
      return plain(expected);
    }
    StringBuilder sent = new StringBuilder("\"");
    text.chars().forEach(c -> sent.append(String.format(dice.oneIn(2) ? "\\u%04x" : "\\u%04X", c)));
    return new RoundTrip(sent.append('"').toString(), expected);
  }

  /// This with something around it.
  RoundTrip in(RoundTrip before, String after) {
    return new RoundTrip(before.sent + sent + after, before.expected + expected + after);
  }

  /// This and another, one after the other.
  RoundTrip then(String between, String compact, RoundTrip other) {
    return new RoundTrip(sent + between + other.sent, expected + compact + other.expected);
  }
}
