package io.schemeless.eventstore.functions.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes JSON as UTF-8.
public final class JsonBytes {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonBytes() {}

  /// Writes to a generator.
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /// Writes a text, a number, or a list or a map of such.
  static void value(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case List<?> list -> {
        json.writeStartArray();
        for (Object each : list) {
          value(json, each);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> each : new TreeMap<>(map).entrySet()) {
          json.writeFieldName(each.getKey().toString());
          value(json, each.getValue());
        }
        json.writeEndObject();
      }
      default -> json.writeObject(value);
    }
  }

  /// An array of texts.
  public static String texts(List<String> texts) {
    byte[] array =
        of(
            json -> {
              json.writeStartArray();
              for (String text : texts) {
                json.writeString(text);
              }
              json.writeEndArray();
            });
    return new String(array, StandardCharsets.UTF_8);
  }

  public static byte[] of(Writer writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
