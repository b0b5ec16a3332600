package io.schemeless.eventstore.local.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.schemeless.eventstore.local.remote.TextPages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/// Pages as they lie in a file of a format: what stands before the first event, between two, and
/// behind the last.
final class PageText {
  private final TransferFormat format;
  private long events;

  /// @param events how many an earlier run has written
  PageText(TransferFormat format, long events) {
    this.format = format;
    this.events = events;
  }

  long events() {
    return events;
  }

  String mediaType() {
    return format == TransferFormat.CLOUDEVENTS ? TextPages.CLOUD_EVENTS : TextPages.NDJSON;
  }

  byte[] head(Instant now) {
    return switch (format) {
      case NDJSON -> new byte[0];
      case CLOUDEVENTS -> ascii("[");
      case SNAPSHOT -> ascii("{\"exportedAt\":\"" + now + "\",\"events\":[");
    };
  }

  byte[] page(byte[] body) {
    if (format == TransferFormat.NDJSON) {
      for (byte each : body) {
        events += each == '\n' ? 1 : 0;
      }
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 4_096);
    Elements elements = new Elements(new ByteArrayInputStream(body));
    for (byte[] event = elements.next(); event != null; event = elements.next()) {
      out.writeBytes(ascii(events++ == 0 ? "\n" : ",\n"));
      out.writeBytes(format == TransferFormat.SNAPSHOT ? SnapshotEvents.fromApi(event) : event);
    }
    return out.toByteArray();
  }

  byte[] foot() {
    return switch (format) {
      case NDJSON -> new byte[0];
      case CLOUDEVENTS -> ascii("\n]\n");
      case SNAPSHOT -> ascii("\n],\"count\":" + events + "}\n");
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
