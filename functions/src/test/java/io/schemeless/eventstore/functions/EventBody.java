package io.schemeless.eventstore.functions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The JSON of a new event of type `t` and payload 0, with what a test adds to it.
final class EventBody {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ObjectNode json = MAPPER.createObjectNode().put("type", "t").put("payload", 0);

  EventBody with(String field, String text) {
    json.put(field, text);
    return this;
  }

  String text() {
    return json.toString();
  }

  /// An array of so many events.
  static String list(int count, IntFunction<EventBody> each) {
    return IntStream.range(0, count)
        .mapToObj(i -> each.apply(i).text())
        .collect(Collectors.joining(",", "[", "]"));
  }
}
