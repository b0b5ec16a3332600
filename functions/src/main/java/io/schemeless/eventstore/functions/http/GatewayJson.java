package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// API Gateway's requests from JSON and its responses to JSON, with just the fields that a handler
/// looks at.
///
/// Token by token: Lambda's own serializer, which would fill the whole event by reflection, loads
/// 831 classes for it, more than everything else of this project together.
public final class GatewayJson {
  /// Without the table of names, as in [io.schemeless.eventstore.json.JsonText]: the names of
  /// headers are a client's.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private GatewayJson() {}

  /// Takes the value of one member; what it leaves of it is skipped.
  private interface Member {
    void take(String name, JsonParser value) throws IOException;
  }

  /// Whether an event is a request that came through API Gateway, or is said to be one.
  public static boolean isRequest(byte[] event) {
    boolean[] found = {false};
    try (JsonParser parser = JSON.createParser(event)) {
      parser.nextToken();
      members(
          parser,
          (name, value) -> {
            if (name.equals("requestContext")) {
              members(value, (inner, _) -> found[0] |= inner.equals("http"));
            }
          });
    } catch (IOException e) {
      return false;
    }
    return found[0];
  }

  /// Whether an event is what the keep-alive schedule sends: `{"keepAlive": true}`.
  static boolean isKeepAlive(byte[] event) {
    boolean[] found = {false};
    try (JsonParser parser = JSON.createParser(event)) {
      parser.nextToken();
      members(
          parser,
          (name, value) ->
              found[0] |= name.equals("keepAlive") && value.currentToken() == JsonToken.VALUE_TRUE);
    } catch (IOException e) {
      return false;
    }
    return found[0];
  }

  /// What is not there, or is not of the kind that API Gateway sends, stays unset.
  ///
  /// @throws IOException if it is no JSON
  public static APIGatewayV2HTTPEvent read(byte[] json) throws IOException {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      members(parser, (name, value) -> ofEvent(event, name, value));
    }
    return event;
  }

  private static void ofEvent(APIGatewayV2HTTPEvent event, String name, JsonParser value)
      throws IOException {
    switch (name) {
      case "routeKey" -> event.setRouteKey(text(value));
      case "rawPath" -> event.setRawPath(text(value));
      case "rawQueryString" -> event.setRawQueryString(text(value));
      case "headers" -> event.setHeaders(texts(value));
      case "pathParameters" -> event.setPathParameters(texts(value));
      case "body" -> event.setBody(text(value));
      case "isBase64Encoded" ->
          event.setIsBase64Encoded(value.currentToken() == JsonToken.VALUE_TRUE);
      case "requestContext" -> event.setRequestContext(context(value));
      default -> {}
    }
  }

  private static APIGatewayV2HTTPEvent.@Nullable RequestContext context(JsonParser parser)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    APIGatewayV2HTTPEvent.RequestContext context = new APIGatewayV2HTTPEvent.RequestContext();
    members(
        parser,
        (name, value) -> {
          switch (name) {
            case "stage" -> context.setStage(text(value));
            case "http" -> context.setHttp(http(value));
            case "authorizer" -> context.setAuthorizer(authorizer(value));
            default -> {}
          }
        });
    return context;
  }

  /// Who calls: the caller's ARN of `iam`, or the claims of `jwt`.
  private static APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer(JsonParser parser)
      throws IOException {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer =
        new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
    members(
        parser,
        (kind, of) ->
            members(
                of,
                (name, value) -> {
                  if (kind.equals("iam") && name.equals("userArn")) {
                    APIGatewayV2HTTPEvent.RequestContext.IAM iam =
                        new APIGatewayV2HTTPEvent.RequestContext.IAM();
                    iam.setUserArn(text(value));
                    authorizer.setIam(iam);
                  } else if (kind.equals("jwt") && name.equals("claims")) {
                    APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT jwt =
                        new APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT();
                    jwt.setClaims(texts(value));
                    authorizer.setJwt(jwt);
                  }
                }));
    return authorizer;
  }

  private static APIGatewayV2HTTPEvent.RequestContext.@Nullable Http http(JsonParser parser)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    APIGatewayV2HTTPEvent.RequestContext.Http http =
        new APIGatewayV2HTTPEvent.RequestContext.Http();
    members(
        parser,
        (name, value) -> {
          if (name.equals("method")) {
            http.setMethod(text(value));
          }
        });
    return http;
  }

  /// Goes through an object; through nothing where the parser stands at something else.
  private static void members(JsonParser parser, Member member) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      member.take(name, parser);
      // After an object that was read the parser stands at its end, and stays there.
      parser.skipChildren();
    }
  }

  private static @Nullable String text(JsonParser value) throws IOException {
    return value.currentToken().isScalarValue() ? value.getValueAsString() : null;
  }

  private static @Nullable Map<String, String> texts(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Map<String, String> texts = new HashMap<>();
    members(
        parser,
        (name, value) -> {
          String text = text(value);
          if (text != null) {
            texts.put(name, text);
          }
        });
    return texts;
  }

  public static byte[] write(APIGatewayV2HTTPResponse response) {
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
