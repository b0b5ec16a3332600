package io.schemeless.eventstore.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.http.Operation;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One handler behind all routes.
final class OneHandler {
  private OneHandler() {}

  static Functions everywhere(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    return new Functions(
        Arrays.stream(Operation.Function.values())
            .collect(Collectors.toMap(Function.identity(), _ -> handler)));
  }
}
