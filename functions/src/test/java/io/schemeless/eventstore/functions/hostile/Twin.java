package io.schemeless.eventstore.functions.hostile;

import com.fasterxml.jackson.databind.node.TextNode;

/// One JSON value in two spellings.
///
/// @param sent with white space and escapes that nobody needs
/// @param told how it must come back: compact, every digit and every character the same
record Twin(String sent, String told) {
  static Twin plain(String json) {
    return new Twin(json, json);
  }

  static Twin string(String text, Dice dice) {
    String told = new TextNode(text).toString();
    if (!dice.oneIn(4)) {
      return plain(told);
    }
    StringBuilder sent = new StringBuilder("\"");
    text.chars().forEach(c -> sent.append(String.format(dice.oneIn(2) ? "\\u%04x" : "\\u%04X", c)));
    return new Twin(sent.append('"').toString(), told);
  }

  /// This with something around it.
  Twin in(Twin before, String after) {
    return new Twin(before.sent + sent + after, before.told + told + after);
  }

  /// This and another, one after the other.
  Twin then(String between, String compact, Twin other) {
    return new Twin(sent + between + other.sent, told + compact + other.told);
  }
}
