package io.schemeless.eventstore.functions.jar;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.TestContext;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Runs the four handlers from the shaded jar, as Lambda makes them, and prints one line a call.
/// Uses nothing but the jar and the JDK.
public final class JarMain {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private JarMain() {}

  public static void main(String[] arguments) {
    AppendHandler append = new AppendHandler();
    ReplayHandler replay = new ReplayHandler();
    StreamsHandler streams = new StreamsHandler();
    ResetHandler reset = new ResetHandler();
    String stream = "/streams/permit/case-1/events";
    String large =
        "{\"id\":\"large\",\"correlationId\":\"c\",\"type\":\"scan\",\"payload\":\""
            + "0123456789".repeat(200_000)
            + "\"}";

    call("small", append, "POST", stream, "{\"type\":\"t\",\"payload\":1}", Map.of());
    call("large", append, "POST", stream, large, Map.of("if-match", "\"1\""));
    call(
        "conflict",
        append,
        "POST",
        stream,
        "{\"type\":\"t\",\"payload\":0}",
        Map.of("if-match", "\"1\""));
    call(
        "keyed",
        append,
        "POST",
        stream,
        "{\"type\":\"t\",\"payload\":2}",
        Map.of("idempotency-key", "k"));
    call(
        "again",
        append,
        "POST",
        stream,
        "{\"type\":\"t\",\"payload\":2}",
        Map.of("idempotency-key", "k"));
    call("replay", replay, "GET", "/events", "", Map.of());
    call("stream", streams, "GET", stream, "", Map.of());
    call("list", streams, "GET", "/streams", "", Map.of());
    call("event", streams, "GET", "/events/large", "", Map.of());
    call("chain", streams, "GET", "/correlations/c/events", "", Map.of());
    call("health", streams, "GET", "/health", "", Map.of());
    call("reset", reset::handle, "POST", "/reset", "{\"confirm\":\"sandbox\"}", Map.of());
    call("empty", replay, "GET", "/events", "", Map.of());
    call(
        "anew",
        append,
        "POST",
        stream,
        "{\"type\":\"t\",\"payload\":3}",
        Map.of("if-none-match", "*"));
  }

  private static void call(
      String name,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
      String method,
      String path,
      String body,
      Map<String, String> headers) {
    Map<String, String> all = new java.util.TreeMap<>(headers);
    all.put("content-type", "application/json");
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath(path)
            .withRawQueryString("")
            .withHeaders(all)
            .withBody(body)
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withStage("$default")
                    .withHttp(
                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                            .withMethod(method)
                            .build())
                    .build())
            .build();
    TestContext context = new TestContext();
    APIGatewayV2HTTPResponse response = handler.handleRequest(event, context);
    OUT.println(
        name
            + " "
            + response.getStatusCode()
            + " "
            + response.getBody().length()
            + context.logged().stream().map(String::strip).toList());
  }
}
