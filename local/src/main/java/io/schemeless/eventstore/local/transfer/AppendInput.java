package io.schemeless.eventstore.local.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonBuffer;
import io.schemeless.eventstore.local.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an append sends.
///
/// @param json the body
/// @param whole whether the body says all of the append, with what it requires, as the API takes it
public record AppendInput(String mediaType, byte[] json, boolean whole) {
  private static final String JSON = "application/json";

  /// More than a store takes: it says so better than this does.
  private static final int MAX_BYTES = 5 << 20;

  /// Values are passed over here, and bounded by the store.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  /// All events of an input, compressed or not, in any of the formats; or a whole append as the API
  /// takes it.
  ///
  /// @throws UserError if there is no event, or far too much
  public static AppendInput read(InputStream in) {
    byte[] content;
    try {
      content = FileSource.plain(in).readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (content.length > MAX_BYTES) {
      throw tooMuch();
    }
    return isWhole(content) ? new AppendInput(JSON, content, true) : events(content);
  }

  private static UserError tooMuch() {
    return new UserError("too much for one append; eventstore import takes it in pieces");
  }

  private static AppendInput events(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean cloudEvents = false;
    ImportSource source = FileSource.of(new ByteArrayInputStream(content), content.length);
    for (byte[] event = source.next(); event != null; event = source.next()) {
      cloudEvents |= EventLook.at(event).isCloudEvent();
      out.write(out.size() == 0 ? '[' : ',');
      out.writeBytes(event);
      if (out.size() > MAX_BYTES) {
        throw tooMuch();
      }
    }
    if (out.size() == 0) {
      throw new UserError("the input has no event");
    }
    out.write(']');
    String type = cloudEvents ? "application/cloudevents-batch+json" : JSON;
    return new AppendInput(type, out.toByteArray(), false);
  }

  /// Whether it is an object that requires something beside its events: what a snapshot or a page
  /// has beside them says nothing, and this must not be passed over.
  private static boolean isWhole(byte[] content) {
    Set<String> names = new HashSet<>();
    try (JsonParser parser = FACTORY.createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      // Lines, or nothing that is JSON: told where it is read.
    }
    return names.contains("events") && (names.contains("condition") || names.contains("expected"));
  }

  /// One event, with the stream that it goes to.
  public static AppendInput one(
      Json domain, Json identifier, String type, Json payload, List<String> tags) {
    JsonBuffer out = new JsonBuffer(256 + payload.size());
    out.ascii("[{\"domain\":").value(domain).ascii(",\"identifier\":").value(identifier);
    out.ascii(",\"type\":").string(type).ascii(",\"payload\":").value(payload).ascii(",\"tags\":[");
    for (int i = 0; i < tags.size(); i++) {
      out.ascii(i == 0 ? "" : ",").string(tags.get(i));
    }
    return new AppendInput(JSON, out.ascii("]}]").toBytes(), false);
  }

  /// The same events under a condition, and under the version of a stream where one is expected.
  ///
  /// @param required the members of the body beside the events
  public AppendInput requiring(byte[] required) {
    if (!mediaType.equals(JSON)) {
      throw new UserError("an append of CloudEvents takes no condition");
    }
    if (whole) {
      throw new UserError("the input says itself what the append requires");
    }
    JsonBuffer out = new JsonBuffer(64 + json.length);
    out.ascii("{\"events\":").raw(json).ascii(",").raw(required).ascii("}");
    return new AppendInput(JSON, out.toBytes(), true);
  }
}
