package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.bench.driver.DriverMain;
import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.local.emulator.Emulators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The processes of all subjects, each started when it is first asked for.
final class Drivers implements AutoCloseable {
  private final Emulators.Endpoints endpoints;
  private final Peer.Installed peer;
  private final Path folder;
  private final Map<SubjectKind, List<DriverProcess>> started = new TreeMap<>();

  Drivers(Emulators.Endpoints endpoints, Peer.Installed peer, Path folder) {
    this.endpoints = endpoints;
    this.peer = peer;
    this.folder = folder;
  }

  boolean has(SubjectKind kind) {
    return kind != SubjectKind.PEER || peer.folder() != null;
  }

  /// The first ones of a kind.
  List<DriverProcess> of(SubjectKind kind, int count) {
    List<DriverProcess> all = started.computeIfAbsent(kind, _ -> new ArrayList<>());
    while (all.size() < count) {
      all.add(start(kind));
    }
    return all.subList(0, count);
  }

  /// How many of a kind there are.
  int running(SubjectKind kind) {
    return started.getOrDefault(kind, List.of()).size();
  }

  private DriverProcess start(SubjectKind kind) {
    String dynamoDb = endpoints.dynamoDb().toString();
    String s3 = endpoints.s3().toString();
    if (kind == SubjectKind.PEER && peer.folder() != null) {
      List<String> command = List.of("node", "--no-warnings", "driver.js", dynamoDb, s3);
      return DriverProcess.start(command, peer.folder());
    }
    return DriverProcess.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            DriverMain.class.getName(),
            kind.id(),
            dynamoDb,
            s3),
        folder);
  }

  @Override
  public void close() {
    started.values().forEach(each -> each.forEach(DriverProcess::close));
  }
}
