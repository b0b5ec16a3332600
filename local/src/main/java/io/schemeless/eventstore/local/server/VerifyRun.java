package io.schemeless.eventstore.local.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.schemeless.eventstore.verify.Finding;
import io.schemeless.eventstore.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The check of the store that is served, for its console: `GET` tells of the last one, `POST`
/// starts one unless one runs. It writes nothing.
public final class VerifyRun implements HttpHandler {
  private final Function<Verification.Progress, Verification> check;
  private final InstantSource clock;
  private State state = new State.Never();

  /// @param check see [ExistingStore#verifier]
  public VerifyRun(Function<Verification.Progress, Verification> check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
  }

  private sealed interface State {
    record Never() implements State {}

    record Running(String phase, long looked) implements State {}

    record Done(String ended, Verification found) implements State {}

    /// @param what the class of the failure; a message may quote what is in the store
    record Failed(String ended, String what) implements State {}
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      // A page of another origin may send this only if the server allows it, which it does not.
      String type = exchange.getRequestHeaders().getFirst("content-type");
      int status =
          switch (exchange.getRequestMethod()) {
            case "GET" -> 200;
            case "POST" -> start(type);
            default -> 405;
          };
      send(exchange, status);
    }
  }

  private void send(HttpExchange exchange, int status) throws IOException {
    byte[] body = told().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.getResponseHeaders().set("cache-control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private synchronized int start(@Nullable String type) {
    if (!"application/json".equals(type)) {
      return 415;
    }
    if (!(state instanceof State.Running)) {
      state = new State.Running("", 0);
      Thread.ofVirtual().name("verify").start(this::run);
    }
    return 202;
  }

  private void run() {
    State end;
    try {
      Verification found = check.apply((phase, done) -> become(new State.Running(phase, done)));
      end = new State.Done(clock.instant().toString(), found);
    } catch (RuntimeException e) {
      end = new State.Failed(clock.instant().toString(), e.getClass().getSimpleName());
    }
    become(end);
  }

  private synchronized void become(State next) {
    state = next;
  }

  private synchronized String told() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    switch (state) {
      case State.Never() -> out.put("state", "never");
      case State.Running(String phase, long looked) ->
          out.put("state", "running").put("phase", phase).put("looked", looked);
      case State.Done(String ended, Verification found) -> done(out.put("ended", ended), found);
      case State.Failed(String ended, String what) ->
          out.put("state", "failed").put("ended", ended).put("failure", what);
    }
    return out.toString();
  }

  private static void done(ObjectNode out, Verification found) {
    out.put("state", "done").put("total", found.total());
    ArrayNode counts = out.putArray("counts");
    for (Verification.Count count : Verification.Count.values()) {
      counts.addObject().put("count", found.count(count)).put("meaning", count.meaning());
    }
    ArrayNode kinds = out.putArray("kinds");
    for (Map.Entry<Finding.Kind, Long> kind : found.found().entrySet()) {
      kinds
          .addObject()
          .put("kind", kind.getKey().toString())
          .put("count", kind.getValue())
          .put("meaning", kind.getKey().meaning());
    }
    ArrayNode findings = out.putArray("findings");
    for (Finding finding : found.findings()) {
      findings.addObject().put("kind", finding.kind().toString()).put("place", finding.place());
    }
  }
}
