package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Router;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.EventStore;
import java.util.Map;
import java.util.Objects;

/// Calls the functions as API Gateway does, through Lambda's serializer both ways, and holds each
/// request that was accepted and each answer against the contract.
final class Gateway {
  static final String STAGE = "sandbox";

  private final Map<
          Operation.Function, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>
      functions;

  Gateway(EventStore store, Host host) {
    this(store, store, host);
  }

  /// @param appends what appends go to
  Gateway(EventStore store, AppendEvents appends) {
    this(store, appends, new SystemHost());
  }

  private Gateway(EventStore store, AppendEvents appends, Host host) {
    functions =
        Map.of(
            Operation.Function.APPEND, new AppendHandler(appends),
            Operation.Function.REPLAY, new ReplayHandler(store, host),
            Operation.Function.STREAMS, new StreamsHandler(store),
            Operation.Function.RESET, new ResetHandler(store, STAGE)::handle);
  }

  Gateway(EventStore store) {
    this(store, new SystemHost());
  }

  GatewayRequest get(String target) {
    return new GatewayRequest(this, "GET", target);
  }

  GatewayRequest post(String target) {
    return new GatewayRequest(this, "POST", target);
  }

  GatewayRequest call(String method, String target) {
    return new GatewayRequest(this, method, target);
  }

  /// Hands an event over to the function that serves it.
  Reply send(String event, Context context) {
    APIGatewayV2HTTPEvent read = Lambda.event(event);
    Reply reply =
        Reply.read(
            Lambda.response(
                Objects.requireNonNull(functions.get(function(read)))
                    .handleRequest(read, context)));
    Contract.INSTANCE.check(read, reply);
    return reply;
  }

  private static Operation.Function function(APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    try {
      return Router.match(context.getHttp().getMethod(), event.getRawPath(), context.getStage())
          .operation()
          .function();
    } catch (HttpProblem e) {
      return Operation.Function.STREAMS;
    }
  }
}
