package io.schemeless.eventstore.local.demo;

import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// The permit log of `events-samples/`, in its own time order.
public final class PermitLog {
  private static final String FILE = "/permit-log.ndjson.gz";

  private PermitLog() {}

  public static List<NewEvent> read() {
    InputStream file = Objects.requireNonNull(PermitLog.class.getResourceAsStream(FILE), FILE);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> JsonText.parse(line, parser -> EventJson.readNew(parser, null)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
