package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A function behind API Gateway. Programs call it with an event; Lambda, which is given the name
/// of the class alone, prefers the stream, and so loads no serializer of its own at a cold start.
///
/// The keep-alive schedule calls it, too: a version with a snapshot that nobody calls for 14 days
/// goes inactive. That call is answered here, before any store is asked.
public interface GatewayFunction
    extends RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, RequestStreamHandler {

  @Override
  default void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] json = input.readAllBytes();
    APIGatewayV2HTTPEvent event = GatewayJson.read(json);
    if (event.getRequestContext() == null && GatewayJson.isKeepAlive(json)) {
      output.write(new byte[] {'{', '}'});
      return;
    }
    output.write(GatewayJson.write(handleRequest(event, context)));
  }
}
