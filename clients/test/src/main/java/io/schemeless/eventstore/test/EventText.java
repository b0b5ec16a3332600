package io.schemeless.eventstore.test;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as a line, in which what is equal is equal as text: the members of objects are in
/// order.
final class EventText {
  private EventText() {}

  static String of(NewEvent event) {
    StringBuilder line =
        line(event.stream(), event.type(), event.payload(), event.meta(), event.tags());
    add(line, "id", event.id());
    add(line, "correlationId", event.correlationId());
    add(line, "causationId", event.causationId());
    add(line, "created", event.created());
    return line.toString();
  }

  /// Lines of events; of what a store gives where none is given, only what is expected is shown.
  static List<String> of(List<Event> events, List<NewEvent> expected) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      NewEvent like = i < expected.size() ? expected.get(i) : null;
      StringBuilder line =
          line(event.stream(), event.type(), event.payload(), event.meta(), event.tags());
      add(line, "id", like == null || like.id() == null ? null : event.id());
      add(
          line,
          "correlationId",
          like == null || like.correlationId() == null ? null : event.correlationId());
      add(
          line,
          "causationId",
          like == null || like.causationId() == null ? null : event.causationId());
      add(line, "created", like == null || like.created() == null ? null : event.created());
      lines.add(line.toString());
    }
    return lines;
  }

  private static StringBuilder line(
      StreamId stream, String type, Json payload, @Nullable Json meta, List<String> tags) {
    StringBuilder line = new StringBuilder(stream.domain());
    if (stream.identifier() != null) {
      line.append('/').append(stream.identifier());
    }
    line.append("  ").append(type).append("  ").append(payload.sorted().text());
    add(line, "meta", meta == null ? null : meta.sorted().text());
    add(line, "tags", tags.isEmpty() ? null : tags);
    return line;
  }

  private static void add(StringBuilder line, String name, @Nullable Object value) {
    if (value != null) {
      line.append("  ").append(name).append('=').append(value);
    }
  }
}
