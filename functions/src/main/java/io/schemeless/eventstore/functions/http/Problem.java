package io.schemeless.eventstore.functions.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What went wrong, as RFC 9457 wants it told.
///
/// @param status the HTTP status, the type's own unless the route has another for it
/// @param detail what is wrong and what to do, without a word of what a customer wrote
/// @param retryable whether the same request can succeed later
/// @param errors where the request is wrong, if it is
/// @param members further members of the document: strings, numbers, lists and maps of them
/// @param headers further headers of the answer
public record Problem(
    ProblemType type,
    int status,
    String detail,
    boolean retryable,
    List<Fault> errors,
    Map<String, Object> members,
    Map<String, String> headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    members = Map.copyOf(members);
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, type.status(), detail, false, List.of(), Map.of(), Map.of());
  }

  public static Problem of(ProblemType type, Fault fault) {
    return of(type, fault.where() + ": " + fault.detail()).with(List.of(fault));
  }

  Problem with(List<Fault> faults) {
    return new Problem(type, status, detail, retryable, faults, members, headers);
  }

  public Problem with(Map<String, Object> further) {
    return new Problem(type, status, detail, retryable, errors, further, headers);
  }

  Problem withHeader(String name, String value) {
    return new Problem(type, status, detail, retryable, errors, members, Map.of(name, value));
  }

  public Problem withStatus(int other) {
    return new Problem(type, other, detail, retryable, errors, members, headers);
  }

  Problem again(int seconds) {
    return new Problem(
        type,
        status,
        detail,
        true,
        errors,
        members,
        Map.of("retry-after", Integer.toString(seconds)));
  }

  Answer answer() {
    return Answer.of(status, MEDIA_TYPE, JsonBytes.of(this::write)).with(headers);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type.uri());
    json.writeStringField("title", type.title());
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    json.writeBooleanField("retryable", retryable);
    for (Map.Entry<String, Object> member : new java.util.TreeMap<>(members).entrySet()) {
      json.writeFieldName(member.getKey());
      JsonBytes.value(json, member.getValue());
    }
    if (!errors.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (Fault fault : errors) {
        json.writeStartObject();
        json.writeStringField(fault.kind().member(), wellFormed(fault.place()));
        json.writeStringField("detail", fault.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /// A pointer names keys as the client wrote them, and a key may have half a surrogate pair.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
