package io.schemeless.eventstore.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonBuffer;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an event looks as JSON: the fields of the npm package `@schemeless/event-store-types`, and
/// `position`, `index` and `recorded`.
public final class EventJson {
  /// An escape, as of a control character.
  private static final int LONGEST_CHARACTER = 6;

  private static final int QUOTES_AND_COMMA = 3;

  /// More than all names, punctuation, numbers and times together.
  private static final int BESIDE_VALUES = 512;

  private EventJson() {}

  /// The event as compact UTF-8.
  public static byte[] write(Event event) {
    JsonBuffer out = new JsonBuffer(512 + event.payload().size());
    write(event, out);
    return out.toBytes();
  }

  /// Writes the event behind what is there.
  public static void write(Event event, JsonBuffer out) {
    out.ascii("{\"id\":").string(event.id());
    out.ascii(event.bySource() ? ",\"bySource\":true,\"domain\":" : ",\"domain\":");
    out.string(event.stream().domain());
    optional(out, ",\"identifier\":", event.stream().identifier());
    out.ascii(",\"type\":").string(event.type());
    content(out, event.payload(), event.meta(), event.correlationId(), event.causationId());
    tags(out, event.tags());
    out.ascii(",\"created\":\"").ascii(Timestamps.format(event.created()));
    out.ascii("\",\"sequence\":").number(event.sequence());
    out.ascii(",\"position\":").number(event.position());
    out.ascii(",\"index\":").number(event.index());
    out.ascii(",\"recorded\":\"").ascii(Timestamps.format(event.recorded())).ascii("\"");
    optional(out, ",\"recordedBy\":", event.recordedBy());
    out.ascii("}");
  }

  private static void tags(JsonBuffer out, List<String> tags) {
    if (!tags.isEmpty()) {
      String before = ",\"tags\":[";
      for (String tag : tags) {
        out.ascii(before).string(tag);
        before = ",";
      }
      out.ascii("]");
    }
  }

  private static int tagsSize(List<String> tags) {
    int size = tags.isEmpty() ? 0 : ",'tags':[]".length() + tags.size() - 1;
    for (String tag : tags) {
      size += JsonBuffer.sizeOfString(tag);
    }
    return size;
  }

  private static void optional(JsonBuffer out, String field, @Nullable String value) {
    if (value != null) {
      out.ascii(field).string(value);
    }
  }

  /// How long [#write(Event)] makes an event, without writing it.
  public static int size(Event event) {
    return "{'id':,'domain':,'type':,'payload':,'created':'','sequence':,'position':,'index':,'recorded':''}"
            .length()
        + JsonBuffer.sizeOfString(event.id())
        + (event.bySource() ? ",'bySource':true".length() : 0)
        + JsonBuffer.sizeOfString(event.stream().domain())
        + optionalSize("identifier", event.stream().identifier())
        + JsonBuffer.sizeOfString(event.type())
        + event.payload().size()
        + (event.meta() == null ? 0 : ",'meta':".length() + event.meta().size())
        + optionalSize("correlationId", event.correlationId())
        + optionalSize("causationId", event.causationId())
        + tagsSize(event.tags())
        + Timestamps.length(event.created())
        + Long.toString(event.sequence()).length()
        + Long.toString(event.position()).length()
        + Integer.toString(event.index()).length()
        + Timestamps.length(event.recorded())
        + optionalSize("recordedBy", event.recordedBy());
  }

  /// What [#size] cannot exceed, without a look at any character.
  public static long sizeAtMost(Event event) {
    long characters = event.id().length() + event.stream().domain().length();
    characters += event.type().length() + length(event.stream().identifier());
    characters += length(event.correlationId()) + length(event.causationId());
    characters += length(event.recordedBy());
    for (String tag : event.tags()) {
      characters += tag.length() + QUOTES_AND_COMMA;
    }
    return BESIDE_VALUES
        + LONGEST_CHARACTER * characters
        + event.payload().size()
        + (event.meta() == null ? 0 : event.meta().size());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static int optionalSize(String field, @Nullable String value) {
    return value == null ? 0 : ",'':".length() + field.length() + JsonBuffer.sizeOfString(value);
  }

  /// What a client says of a new event, as compact UTF-8. Its stream is left out where `withStream`
  /// is false.
  public static byte[] write(NewEvent event, boolean withStream) {
    JsonBuffer out = new JsonBuffer(512 + event.payload().size());
    out.ascii("{");
    if (event.id() != null) {
      out.ascii("\"id\":").string(event.id()).ascii(",");
    }
    out.ascii(event.bySource() ? "\"bySource\":true," : "");
    if (withStream) {
      out.ascii("\"domain\":").string(event.stream().domain());
      optional(out, ",\"identifier\":", event.stream().identifier());
      out.ascii(",");
    }
    out.ascii("\"type\":").string(event.type());
    content(out, event.payload(), event.meta(), event.correlationId(), event.causationId());
    tags(out, event.tags());
    if (event.created() != null) {
      out.ascii(",\"created\":\"").ascii(Timestamps.format(event.created())).ascii("\"");
    }
    optional(out, ",\"recordedBy\":", event.recordedBy());
    return out.ascii("}").toBytes();
  }

  private static void content(
      JsonBuffer out,
      Json payload,
      @Nullable Json meta,
      @Nullable String correlationId,
      @Nullable String causationId) {
    out.ascii(",\"payload\":").value(payload);
    if (meta != null) {
      out.ascii(",\"meta\":").value(meta);
    }
    optional(out, ",\"correlationId\":", correlationId);
    optional(out, ",\"causationId\":", causationId);
  }

  /// Reads a new event from a parser that stands at its object. What the store gives it takes: its
  /// own fields are checked for their kind, and dropped.
  ///
  /// @param stream the stream that it belongs to where the place says so, and then the event may
  ///   name no other; none where the event must name its own
  /// @throws MalformedJson for a field that is unknown, missing or of the wrong kind
  public static NewEvent readNew(JsonParser parser, @Nullable StreamId stream) throws IOException {
    return new EventFields(parser, stream).read();
  }

  /// Reads an event as [#write(NewEvent, boolean)] wrote it: with who appended it, which no client
  /// may say.
  public static NewEvent readStored(JsonParser parser, @Nullable StreamId stream)
      throws IOException {
    EventFields fields = new EventFields(parser, stream);
    return fields.read().withRecordedBy(fields.recordedBy());
  }
}
