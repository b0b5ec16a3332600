package io.schemeless.eventstore.functions.reset;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.schemeless.eventstore.functions.http.JsonBytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// API Gateway's requests from JSON and its responses to JSON, with just the fields that a handler
/// looks at.
final class GatewayJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private GatewayJson() {}

  /// Whether an event is a request that came through API Gateway.
  static boolean isRequest(byte[] event) {
    try {
      return MAPPER.readTree(event).path("requestContext").has("http");
    } catch (IOException e) {
      return false;
    }
  }

  static APIGatewayV2HTTPEvent read(byte[] event) throws IOException {
    JsonNode json = MAPPER.readTree(event);
    JsonNode context = json.path("requestContext");
    Map<String, String> headers = new LinkedHashMap<>();
    json.path("headers").properties().stream()
        .filter(header -> !header.getValue().isNull())
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return APIGatewayV2HTTPEvent.builder()
        .withRouteKey(json.path("routeKey").textValue())
        .withRawPath(json.path("rawPath").asText(""))
        .withRawQueryString(json.path("rawQueryString").asText(""))
        .withHeaders(headers)
        .withBody(json.path("body").asText(""))
        .withIsBase64Encoded(json.path("isBase64Encoded").asBoolean())
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withStage(context.path("stage").asText("$default"))
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(context.path("http").path("method").asText(""))
                        .build())
                .build())
        .build();
  }

  static byte[] write(APIGatewayV2HTTPResponse response) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeNumberField("statusCode", response.getStatusCode());
          json.writeObjectFieldStart("headers");
          for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeStringField("body", response.getBody());
          json.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
          json.writeEndObject();
        });
  }
}
