package io.schemeless.eventstore.functions.append;

import com.fasterxml.jackson.core.JsonGenerator;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.Links;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.json.Utf8;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Renders where the events of an append lie.
final class AppendAnswer {
  /// What one event takes beside the names, at most.
  private static final int FIXED_BYTES = 400;

  /// In base64 and with its envelope this stays below the 6 MB that Lambda can answer.
  private static final long MAX_BYTES = 4_500_000;

  /// How long a character below a space gets in JSON, as `\u0001`.
  private static final int LONGEST_ESCAPE = 6;

  private AppendAnswer() {}

  /// Refuses an append whose answer could not be given, before it is made: a thousand events with
  /// long names of control characters.
  static void requireRoom(List<NewEvent> events) {
    long bytes = 0;
    for (NewEvent event : events) {
      bytes += FIXED_BYTES + size(event.stream().domain()) + size(event.stream().identifier());
    }
    if (bytes > MAX_BYTES) {
      throw new InvalidRequest(
          List.of(
              new InvalidRequest.Violation(
                  "/events", "the answer would be too large; append fewer events at a time")));
    }
  }

  private static long size(@Nullable String name) {
    if (name == null) {
      return 0;
    }
    long control = name.chars().filter(c -> c < ' ' || c == '"' || c == '\\').count();
    return Utf8.length(name) + control * (LONGEST_ESCAPE - 1);
  }

  /// @param first the first of the events as the client gave it
  static Answer of(Request request, AppendResult result, NewEvent first) {
    String source = first.bySource() ? first.source() : null;
    Answer answer =
        Answer.json(201, json -> write(json, result))
            .with("location", Links.event(request, result.events().getFirst(), source));
    return result.repeated() ? answer.with("idempotent-replayed", "true") : answer;
  }

  private static void write(JsonGenerator json, AppendResult result) throws IOException {
    String recorded = Timestamps.format(result.recorded());
    json.writeStartObject();
    json.writeNumberField("position", result.position());
    json.writeStringField("recorded", recorded);
    json.writeBooleanField("repeated", result.repeated());
    json.writeArrayFieldStart("events");
    for (AppendResult.Appended event : result.events()) {
      json.writeStartObject();
      json.writeStringField("id", event.id());
      json.writeStringField("domain", event.stream().domain());
      if (event.stream().identifier() != null) {
        json.writeStringField("identifier", event.stream().identifier());
      }
      json.writeNumberField("sequence", event.sequence());
      json.writeNumberField("position", result.position());
      json.writeNumberField("index", event.index());
      json.writeStringField("recorded", recorded);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
