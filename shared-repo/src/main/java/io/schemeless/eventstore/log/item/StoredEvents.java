package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonSkip;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Cuts a body into its events in the form in which the store writes them: compact, with the fields
/// in one order. Payload and meta stay the bytes that they are, checked and not parsed.
final class StoredEvents {
  private static final byte[] ID = name("id");
  private static final byte[] BY_SOURCE = bytes("\"bySource\":true");
  private static final byte[] TYPE = name("type");
  private static final byte[] PAYLOAD = name("payload");
  private static final byte[] META = name("meta");
  private static final byte[] CORRELATION = name("correlationId");
  private static final byte[] CAUSATION = name("causationId");
  private static final byte[] TAGS = name("tags");
  private static final byte[] CREATED = name("created");
  private static final byte[] RECORDED_BY = name("recordedBy");

  private final JsonSkip json;
  private boolean first;

  private StoredEvents(byte[] body) {
    this.json = new JsonSkip(body);
  }

  private static byte[] name(String name) {
    return bytes("\"" + name + "\":");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// None where the body is in another form: then a parser has to look, and says what is wrong if
  /// anything is.
  ///
  /// @throws MalformedJson if it is not UTF-8
  static @Nullable List<NewEvent> read(byte[] body, IntFunction<StreamId> streams) {
    try {
      StoredEvents reader = new StoredEvents(body);
      List<NewEvent> events = reader.events(streams);
      if (!reader.json.isAscii()) {
        JsonText.decode(body);
      }
      return events;
    } catch (JsonSkip.Unusual | DateTimeException e) {
      return null;
    }
  }

  private List<NewEvent> events(IntFunction<StreamId> streams) {
    List<NewEvent> events = new ArrayList<>();
    json.require('[');
    if (!json.pass(']')) {
      do {
        events.add(event(streams.apply(events.size())));
      } while (json.pass(','));
      json.require(']');
    }
    if (!json.atEnd()) {
      throw JsonSkip.unusual();
    }
    return events;
  }

  private NewEvent event(StreamId stream) {
    json.require('{');
    first = true;
    String id = optional(ID);
    boolean bySource = field(BY_SOURCE);
    required(TYPE);
    String type = json.string();
    required(PAYLOAD);
    Json payload = json.value();
    Json meta = field(META) ? json.value() : null;
    String correlationId = optional(CORRELATION);
    String causationId = optional(CAUSATION);
    List<String> tags = field(TAGS) ? texts() : List.of();
    Instant created = field(CREATED) ? Timestamps.parse(json.string()) : null;
    String recordedBy = optional(RECORDED_BY);
    json.require('}');
    return new NewEvent(
        stream,
        type,
        payload,
        meta,
        id,
        bySource,
        correlationId,
        causationId,
        tags,
        created,
        recordedBy);
  }

  /// At least one.
  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    json.require('[');
    do {
      texts.add(json.string());
    } while (json.pass(','));
    json.require(']');
    return texts;
  }

  private @Nullable String optional(byte[] name) {
    return field(name) ? json.string() : null;
  }

  private void required(byte[] name) {
    if (!field(name)) {
      throw JsonSkip.unusual();
    }
  }

  /// Passes the name of a field if it comes next, and the comma before it.
  private boolean field(byte[] name) {
    if (first) {
      first = !json.pass(name);
      return !first;
    }
    return json.passAfterComma(name);
  }
}
