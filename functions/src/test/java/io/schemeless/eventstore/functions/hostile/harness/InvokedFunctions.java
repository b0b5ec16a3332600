package io.schemeless.eventstore.functions.hostile.harness;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.Lambda;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.hostile.requests.Addresses;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.ProtocolTally;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.store.EventStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The four functions, called as Lambda does: bytes in, bytes out, or an exception.
public interface InvokedFunctions {
  byte[] call(Operation.Function function, String event, Context context) throws IOException;

  /// The real handlers, with their lines in the log.
  static InvokedFunctions on(EventStore store, Host host) {
    AppendHandler append = new AppendHandler(store, telemetry(Operation.Function.APPEND, host));
    ReplayHandler replay =
        new ReplayHandler(store, host, telemetry(Operation.Function.REPLAY, host));
    StreamsHandler streams = new StreamsHandler(store, telemetry(Operation.Function.STREAMS, host));
    ResetHandler reset =
        new ResetHandler(store, Addresses.STAGE, telemetry(Operation.Function.RESET, host));
    return (function, event, context) ->
        switch (function) {
          case APPEND -> typed(append, event, context);
          case REPLAY -> typed(replay, event, context);
          case STREAMS -> typed(streams, event, context);
          case RESET -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            reset.handleRequest(new ByteArrayInputStream(bytes), out, context);
            yield out.toByteArray();
          }
        };
  }

  private static byte[] typed(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
      String event,
      Context context) {
    return Lambda.response(handler.handleRequest(Lambda.event(event), context));
  }

  private static Telemetry telemetry(Operation.Function function, Host host) {
    String name = function.name().toLowerCase(Locale.ROOT);
    return Telemetry.of(
        new Telemetry.Source("store", name, new Meter(), new ProtocolTally(), host));
  }
}
