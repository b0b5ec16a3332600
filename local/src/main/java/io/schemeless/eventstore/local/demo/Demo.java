package io.schemeless.eventstore.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.demo.StoreClient.Answer;
import io.schemeless.eventstore.local.server.LocalServer;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The permit log through a store and back, over HTTP, and what a client may run into on the way.
final class Demo {
  static final String IN_HUNDREDS = "append in hundreds";
  static final String ONE_BY_ONE = "append one by one";
  static final String REPLAY = "replay";

  /// What the log costs, as the page on units tells.
  static final double HUNDREDS_WRITES = 3_544;

  static final double HUNDREDS_READS = 633;
  static final double SINGLE_WRITES = 3_177;
  static final double SINGLE_READS = 89;
  static final double REPLAY_READS = 243;

  private static final String WRITES = "write units";
  private static final String READS = "read units";

  private static final int SINGLY = 1_000;
  private static final int TOGETHER = 100;
  private static final int PAGE = 1_000;
  private static final int LARGE_PAYLOAD = 2 * 1024 * 1024;

  private final LocalServer server;
  private final StoreClient client;
  private final Phases phases;
  private final Checks checks;
  private final Progress progress;
  private final List<NewEvent> log = PermitLog.read();
  private final List<NewEvent> appended = new ArrayList<>(log);
  private @Nullable String last;

  Demo(LocalServer server, StoreClient client, Phases phases, Checks checks, Progress progress) {
    this.server = server;
    this.client = client;
    this.phases = phases;
    this.checks = checks;
    this.progress = progress;
  }

  void run() {
    Usage hundreds = phases.run(IN_HUNDREDS, this::appendTogether).used();
    checks.atMost("the log in hundreds", HUNDREDS_WRITES, hundreds.writeUnits(), WRITES);
    checks.atMost("the log in hundreds", HUNDREDS_READS, hundreds.readUnits(), READS);
    Usage singly = phases.run(ONE_BY_ONE, this::appendSingly).used();
    checks.atMost("the log one by one", SINGLE_WRITES, singly.writeUnits(), WRITES);
    checks.atMost("the log one by one", SINGLE_READS, singly.readUnits(), READS);
    phases.run("append an event of 2 MB", this::appendLarge);
    phases.run("append on a wrong version", this::conflict);
    phases.run("append twice with one key", this::repeat);
    Usage replay = phases.run(REPLAY, this::replay).used();
    checks.atMost("replay of the log", REPLAY_READS, replay.readUnits(), READS);
    phases.run("reset", this::reset);
  }

  private long appendTogether() {
    int end = log.size() - SINGLY;
    progress.start("appending in hundreds", end);
    for (int from = 0; from < end; from += TOGETHER) {
      int to = Math.min(from + TOGETHER, end);
      client.append(log.subList(from, to)).expect(201);
      progress.at(to);
    }
    return end;
  }

  private long appendSingly() {
    List<NewEvent> events = log.subList(log.size() - SINGLY, log.size());
    progress.start("appending one by one", events.size());
    for (int i = 0; i < events.size(); i++) {
      client.append(events.subList(i, i + 1)).expect(201);
      progress.at(i + 1);
    }
    return events.size();
  }

  private long appendLarge() {
    byte[] noise = new byte[LARGE_PAYLOAD / 4 * 3];
    new SplittableRandom(2010).nextBytes(noise);
    Json payload = Json.parse("{\"scan\":\"" + Base64.getEncoder().encodeToString(noise) + "\"}");
    NewEvent large = NewEvent.of(log.getFirst().stream(), "Document scanned", payload);
    client.append(List.of(large)).expect(201);
    appended.add(large);
    checks.equal("objects in S3", 1, server.store().objects());
    return 1;
  }

  /// The first stream of the log has had its events; a new one is expected here.
  private long conflict() {
    NewEvent event = log.getFirst();
    StreamId stream = event.stream();
    long version = appended.stream().filter(e -> e.stream().equals(stream)).count();
    Answer answer = client.appendToStream(event, "if-none-match", "*");
    checks.equal("status of an append on a wrong version", 412, answer.status());
    checks.equal("version that it names", version, answer.body().path("actual").asLong());
    return 0;
  }

  private long repeat() {
    NewEvent event =
        NewEvent.of(
            StreamId.of("demo", "retry"), "Sent twice", Json.parse("{\"answer\":\"the same\"}"));
    Answer first = client.append(List.of(event), "idempotency-key", "demo-1").expect(201);
    Answer second = client.append(List.of(event), "idempotency-key", "demo-1").expect(201);
    appended.add(event);
    checks.equal("answer to a repeated append", events(first), events(second));
    return 1;
  }

  private static JsonNode events(Answer answer) {
    return answer.body().path("events");
  }

  private long replay() {
    ReplayCheck check = new ReplayCheck(appended);
    progress.start("replaying", appended.size());
    boolean caughtUp = false;
    while (!caughtUp) {
      JsonNode page = client.replay(last, PAGE).expect(200).body();
      page.path("events").forEach(check::accept);
      last = page.path("next").asText();
      caughtUp = page.path("caughtUp").asBoolean();
      progress.at(check.count());
    }
    check.conclude(checks);
    return check.count();
  }

  private long reset() {
    Answer reset = client.reset(LocalServer.STAGE).expect(202);
    checks.equal("purge complete", true, reset.body().path("purge").path("complete").asBoolean());
    checks.equal("status of a token from before", 410, client.replay(last, PAGE).status());
    JsonNode page = client.replay(null, PAGE).expect(200).body();
    checks.equal("events after the reset", 0, page.path("events").size());
    checks.equal("objects in S3 after the reset", 0, server.store().objects());
    return 0;
  }
}
