package io.schemeless.eventstore.functions.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes JSON as UTF-8.
public final class JsonBytes {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonBytes() {}

  /// Writes to a generator.
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
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
