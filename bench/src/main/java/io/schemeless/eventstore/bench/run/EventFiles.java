package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.local.demo.PermitLog;
import io.schemeless.eventstore.local.demo.SampleEvents;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The events that all subjects append: those of the permit log, as they are or made as long as is
/// asked.
final class EventFiles {
  private final Path folder;
  private final List<NewEvent> log = PermitLog.read();
  private final Map<Integer, Path> made = new HashMap<>();

  EventFiles(Path folder) {
    this.folder = folder;
  }

  /// @param bytes of each event's JSON; 0 for those of the log
  Path of(int bytes) {
    return made.computeIfAbsent(bytes, this::write);
  }

  int count() {
    return log.size();
  }

  private Path write(int bytes) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      NewEvent event = bytes == 0 ? log.get(i) : SampleEvents.resized(log.get(i), bytes, i);
      lines.add(new String(EventJson.write(event, true), StandardCharsets.UTF_8));
    }
    try {
      return Files.write(folder.resolve("events-" + bytes + ".ndjson"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
