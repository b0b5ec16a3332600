package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;

/// Reads events and writes responses with the serializer that Lambda uses.
public final class Lambda {
  private Lambda() {}

  public static APIGatewayV2HTTPEvent event(String json) {
    return JacksonFactory.getInstance().getSerializer(APIGatewayV2HTTPEvent.class).fromJson(json);
  }

  public static byte[] response(APIGatewayV2HTTPResponse response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JacksonFactory.getInstance()
        .getSerializer(APIGatewayV2HTTPResponse.class)
        .toJson(response, out);
    return out.toByteArray();
  }
}
