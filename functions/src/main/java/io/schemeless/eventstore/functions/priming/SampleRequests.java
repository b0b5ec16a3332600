package io.schemeless.eventstore.functions.priming;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;

/// Requests of each kind, as API Gateway hands them over.
public final class SampleRequests {
  private static final String STREAM = "/streams/sample/one/events";
  private static final String EVENT =
      "{\"type\":\"Sampled\",\"payload\":{\"text\":\"1.50 é\",\"n\":1.50},"
          + "\"meta\":{\"source\":\"sample\"},\"correlationId\":\"sample\","
          + "\"created\":\"2026-11-28T12:00:00.000Z\"}";

  private SampleRequests() {}

  /// Appends, and is refused as malformed once.
  public static void append(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    Context context = new SampleContext();
    require(201, handler.handleRequest(post(STREAM, EVENT), context));
    require(400, handler.handleRequest(post(STREAM, "NaN"), context));
  }

  /// A store in memory, of the request's own.
  public static EventStore empty() {
    return MemoryEventStore.create();
  }

  /// The same, with an event to read.
  public static EventStore filled() {
    EventStore store = empty();
    StreamId stream = StreamId.of("sample", "one");
    store.append(
        stream, ExpectedVersion.any(), List.of(NewEvent.of(stream, "Sampled", Json.parse("{}"))));
    return store;
  }

  /// Replays the log, and what a query wants of it.
  public static void replay(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    require(200, handler.handleRequest(get("/events"), new SampleContext()));
    APIGatewayV2HTTPEvent query = post("/query/events", "{\"items\":[{\"tags\":[\"sample\"]}]}");
    require(200, handler.handleRequest(query, new SampleContext()));
  }

  /// Reads a stream, and the list of streams.
  public static void read(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    require(200, handler.handleRequest(get(STREAM), new SampleContext()));
    require(200, handler.handleRequest(get("/streams"), new SampleContext()));
  }

  /// A handler that cannot answer these is not to be deployed.
  private static void require(int status, APIGatewayV2HTTPResponse response) {
    if (response.getStatusCode() != status) {
      throw new IllegalStateException(
          "a sample request was answered with " + response.getStatusCode());
    }
  }

  private static APIGatewayV2HTTPEvent post(String path, String body) {
    APIGatewayV2HTTPEvent event = request("POST", path);
    event.setHeaders(Map.of("content-type", "application/json"));
    event.setBody(body);
    return event;
  }

  private static APIGatewayV2HTTPEvent get(String path) {
    return request("GET", path);
  }

  private static APIGatewayV2HTTPEvent request(String method, String path) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withRawQueryString("")
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withStage("$default")
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build())
                .build())
        .build();
  }
}
