package io.schemeless.eventstore.local.gateway;

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
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.util.Map;
import java.util.Optional;

/// The handlers behind the routes; the routes are those of [Operation].
public final class Functions {
  private final Map<
          Operation.Function, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>
      handlers;

  public Functions(
      Map<Operation.Function, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>
          handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  /// All functions of a sandbox, on one store in this process.
  ///
  /// @param stage what a reset must name
  public static Functions of(EventStore store, String stage) {
    return new Functions(
        Map.of(
            Operation.Function.APPEND, new AppendHandler(store),
            Operation.Function.REPLAY, new ReplayHandler(store, new SystemHost()),
            Operation.Function.STREAMS, new StreamsHandler(store),
            Operation.Function.RESET, new ResetHandler(store, stage)::handle));
  }

  /// Where a request goes.
  ///
  /// @param key the route as API Gateway writes it, `POST /events`
  /// @param parameters what its path names
  record Route(
      String key,
      Map<String, String> parameters,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {}

  /// The route of a request, or none where API Gateway has none.
  Optional<Route> route(String method, String path) {
    try {
      Router.Match match = Router.match(method, path, "$default");
      return Optional.ofNullable(handlers.get(match.operation().function()))
          .map(handler -> new Route(method + " " + match.template(), match.names(), handler));
    } catch (HttpProblem e) {
      return Optional.empty();
    }
  }
}
