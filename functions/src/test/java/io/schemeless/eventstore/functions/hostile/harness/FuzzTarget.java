package io.schemeless.eventstore.functions.hostile.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.TestContext;
import io.schemeless.eventstore.functions.hostile.judge.Exchange;
import io.schemeless.eventstore.functions.hostile.requests.Addresses;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.hostile.requests.HostileValues;
import io.schemeless.eventstore.functions.hostile.requests.TokenPool;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What the requests are sent to: a store that has been reset and filled again, the functions on
/// it, and the tokens of all that. Each answer is put into an [Exchange], for the judge.
public final class FuzzTarget implements AutoCloseable {
  private static final int SOON_OVER_MILLIS = 30_000;
  private static final String[] QUESTIONS = {
    "/events?limit=1",
    "/events?domain=permit&limit=2",
    "/events?type=received&type=t",
    "/streams?limit=1",
    "/correlation/events?id=chain"
  };

  private final WriteCounter writes = new WriteCounter();
  private final TokenPool tokens = new TokenPool();
  private final CapturedOutput output = new CapturedOutput();
  private final List<String> acknowledged = new ArrayList<>();
  private final EventStore store;
  private final InvokedFunctions functions;

  private FuzzTarget(
      Cells cells, ObjectStore objects, Host host, UnaryOperator<InvokedFunctions> spoilt) {
    store =
        new LogEventStore(
            writes.counted(cells), writes.counted(objects), host, StoreOptions.DEFAULT);
    functions = spoilt.apply(InvokedFunctions.on(store, host));
  }

  /// In memory, and the same again for the same seed.
  public static FuzzTarget inMemory(long seed) {
    return inMemory(seed, functions -> functions);
  }

  /// @param spoilt makes the functions misbehave, to see whether that is found
  public static FuzzTarget inMemory(long seed, UnaryOperator<InvokedFunctions> spoilt) {
    return on(new MemoryCells(), new MemoryObjectStore(), new SeededHost(seed), spoilt);
  }

  public static FuzzTarget on(
      Cells cells, ObjectStore objects, Host host, UnaryOperator<InvokedFunctions> spoilt) {
    FuzzTarget target = new FuzzTarget(cells, objects, host, spoilt);
    try {
      target.fill();
      target.reset();
      target.tokens.foreign(Foreign.TOKENS);
      return target;
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
  }

  public TokenPool tokens() {
    return tokens;
  }

  /// Sends an event to the function that API Gateway would take for it.
  public Exchange send(HostileEvent event) {
    return send(event, event.function());
  }

  public Exchange send(HostileEvent event, Operation.Function function) {
    TestContext context = new TestContext(SOON_OVER_MILLIS);
    long before = writes.count();
    byte[] answer = {};
    Throwable thrown = null;
    try {
      answer = functions.call(function, event.text(), context);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      thrown = e;
    }
    boolean answered =
        thrown == null && (function != Operation.Function.RESET || event.isRequest());
    Exchange exchange =
        new Exchange(
            event,
            function,
            answered ? Reply.read(answer) : null,
            thrown,
            context.logged(),
            output.take(),
            writes.count() - before);
    book(exchange);
    return exchange;
  }

  private void book(Exchange exchange) {
    if (exchange.status() == 201 && exchange.reply() != null) {
      JsonNode appended = exchange.reply().json();
      if (!appended.path("repeated").asBoolean()) {
        appended.path("events").forEach(event -> acknowledged.add(event.path("id").asText()));
      }
    }
  }

  /// Holds what was acknowledged since the last reset against what is in the log.
  public void audit() {
    List<String> ids = new ArrayList<>();
    store.allEvents().forEach(event -> ids.add(event.id()));
    assertThat(ids).as("the log").isEqualTo(acknowledged);
  }

  /// Empties the store and fills it again.
  public void reset() {
    accepted("/reset", "{\"confirm\":\"" + Addresses.STAGE + "\"}");
    refill();
  }

  /// Fills the store again after it was emptied.
  public void refill() {
    tokens.outlived();
    acknowledged.clear();
    fill();
  }

  private void fill() {
    String event = "{\"type\":\"received\",\"payload\":" + HostileValues.harmless();
    accepted(
        "/streams/permit/case-0/events",
        "[" + event + ",\"id\":\"taken\",\"correlationId\":\"chain\"}," + event + "}]");
    accepted("/streams/permit/case-1/events", event + "}");
    accepted(
        "/streams/d/events", event + ",\"meta\":{\"source\":\"s\"},\"correlationId\":\"chain\"}");
    send(post("/streams/permit/case-2/events", event + "}").header("idempotency-key", "used"));
    for (String question : QUESTIONS) {
      int mark = question.indexOf('?');
      String path = question.substring(0, mark);
      String query = question.substring(mark + 1);
      Exchange page = send(HostileEvent.request("GET", path, query));
      if (page.reply() != null && page.reply().json().path("next").isTextual()) {
        tokens.add(new TokenPool.Issued(path, query, page.reply().json().path("next").asText()));
      }
    }
  }

  private void accepted(String path, String body) {
    Exchange exchange = send(post(path, body));
    if (exchange.status() / 100 != 2) {
      throw new IllegalStateException("the store cannot be filled: " + exchange.status());
    }
  }

  private static HostileEvent post(String path, String body) {
    return HostileEvent.request("POST", path, "")
        .header("content-type", "application/json")
        .body(body);
  }

  @Override
  public void close() {
    output.close();
  }

  /// Tokens of another store.
  private static final class Foreign {
    static final List<TokenPool.Issued> TOKENS = tokens();

    private static List<TokenPool.Issued> tokens() {
      Host host = new SeededHost(-1);
      try (FuzzTarget other =
          new FuzzTarget(
              new MemoryCells(), new MemoryObjectStore(), host, functions -> functions)) {
        other.fill();
        return other.tokens.own();
      }
    }
  }
}
