package io.schemeless.eventstore.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.gateway.Functions;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A store in memory behind the real handlers, with a part of the permit log.
final class ServedLog implements AutoCloseable {
  private static final int AN_APPEND = 100;

  final EventStore store = MemoryEventStore.create();
  private final GatewayServer server = GatewayServer.bind(0, InstantSource.system());

  ServedLog() {
    server.serve(Functions.of(store, "local"));
  }

  URI url() {
    return server.url();
  }

  /// Appends the first events of the log, and gives them back.
  List<NewEvent> fill(int events) throws IOException {
    List<NewEvent> log = permits(events);
    for (int i = 0; i < log.size(); i += AN_APPEND) {
      store.append(AppendRequest.of(log.subList(i, Math.min(i + AN_APPEND, log.size()))));
    }
    return log;
  }

  void empty() {
    store.reset(Duration.ofSeconds(30));
  }

  private static List<NewEvent> permits(int events) throws IOException {
    List<NewEvent> log = new ArrayList<>();
    Path file = Path.of("../../events-samples/permit-log.ndjson.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      for (String line = lines.readLine();
          line != null && log.size() < events;
          line = lines.readLine()) {
        Json event = Json.parse(line);
        StreamId stream =
            StreamId.of(String.valueOf(event.textOf("domain")), event.textOf("identifier"));
        log.add(
            NewEvent.of(
                stream,
                String.valueOf(event.textOf("type")),
                Json.of(event.toNode().path("payload"))));
      }
    }
    return log;
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
