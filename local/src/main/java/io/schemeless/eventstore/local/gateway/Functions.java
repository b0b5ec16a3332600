package io.schemeless.eventstore.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Router;
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
