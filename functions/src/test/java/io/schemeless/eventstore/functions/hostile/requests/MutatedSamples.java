package io.schemeless.eventstore.functions.hostile.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The sample events of `events-samples`, each with something changed: they reach deeper than what
/// is made up from nothing.
final class MutatedSamples {
  private static final List<String> ALL = read();

  private MutatedSamples() {}

  private static List<String> read() {
    try (Stream<Path> files = Files.list(Path.of("..", "events-samples"))) {
      return files
          .sorted()
          .map(MutatedSamples::text)
          .filter(text -> text.contains("\"requestContext\""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return file.toString().endsWith(".json") ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HostileEvent any(Dice dice) {
    HostileEvent event = HostileEvent.parse(dice.pick(ALL));
    ObjectNode json = event.json();
    switch (dice.below(6)) {
      case 0 -> mangle(json, "rawPath", dice);
      case 1 -> mangle(json, "rawQueryString", dice);
      case 2, 3 -> mangle(json, "body", dice);
      case 4 -> Headers.some(event, dice);
      default ->
          mangle(
              (ObjectNode) json.path("headers"),
              dice.pick("content-type", "accept", "if-match", "idempotency-key"),
              dice);
    }
    return event;
  }

  private static void mangle(ObjectNode of, String field, Dice dice) {
    JsonNode value = of.path(field);
    if (value.isTextual()) {
      of.put(field, HostileTexts.mangled(value.asText(), dice));
    }
  }
}
