package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.metrics.ProtocolTally;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;
import java.util.Map;

/// A store in memory whose functions tell of their invocations.
final class WatchedStore {
  private final Meter meter = new Meter();
  private final ProtocolTally tally = new ProtocolTally();
  private final Host host = new SystemHost();
  private final TestContext context = new TestContext();
  private final EventStore store =
      new LogEventStore(
          new MeteredCells(new MemoryCells(), meter),
          new MemoryObjectStore(),
          host,
          StoreOptions.DEFAULT.withOffloadThreshold(4_096),
          tally,
          () -> {});

  EventStore store() {
    return store;
  }

  Meter meter() {
    return meter;
  }

  ProtocolTally tally() {
    return tally;
  }

  TestContext context() {
    return context;
  }

  Telemetry telemetry(String function) {
    return Telemetry.of(new Telemetry.Source("orders-prod", function, meter, tally, host));
  }

  JsonNode append(AppendEvents to, String body, Map<String, String> headers) {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/streams/permit/case-SECRET/events")
            .withRawQueryString("")
            .withHeaders(headers)
            .withBody(body)
            .withRequestContext(requestContext("POST"))
            .build();
    APIGatewayV2HTTPResponse unused =
        new AppendHandler(to, telemetry("append")).handleRequest(event, context);
    return line();
  }

  JsonNode append(String body) {
    return append(store, body, Map.of("content-type", "application/json"));
  }

  JsonNode replay() {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/events")
            .withRawQueryString("")
            .withRequestContext(requestContext("GET"))
            .build();
    APIGatewayV2HTTPResponse unused =
        new ReplayHandler(store, host, telemetry("replay")).handleRequest(event, context);
    return line();
  }

  private static APIGatewayV2HTTPEvent.RequestContext requestContext(String method) {
    return APIGatewayV2HTTPEvent.RequestContext.builder()
        .withStage("$default")
        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build())
        .build();
  }

  /// The last line, which is one line.
  JsonNode line() {
    String text = context.logged().getLast();
    assertThat(text).endsWith("\n").containsOnlyOnce("\n");
    return Json.parse(text.strip()).toNode();
  }
}
