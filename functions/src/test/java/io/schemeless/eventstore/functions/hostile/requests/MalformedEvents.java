package io.schemeless.eventstore.functions.hostile.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Events that lack what API Gateway always sends, or are not API Gateway's at all.
final class MalformedEvents {
  private static final String[] FIELDS = {
    "version", "rawPath", "rawQueryString", "headers", "requestContext", "body", "isBase64Encoded"
  };
  private static final String[] OF_OTHERS = {
    "{}",
    "{\"confirm\":\"" + HostileTexts.CANARY + "\"}",
    "{\"confirm\":\"sandbox\",\"confirm\":\"sandbox\",\"more\":1}",
    "{\"confirm\":\"sandbox\",\"rawPath\":\"/reset\"}",
    "{\"confirm\":\"sandbox\",\"requestContext\":{\"http\":null}}",
    "{\"confirm\":\"sandbox\",\"requestContext\":{\"http\":{\"method\":\"POST\"}}}",
    "{\"confirm\":[\"sandbox\"]}",
    "{\"Confirm\":\"sandbox\"}",
    "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{\"confirm\":\"sandbox\"}}",
    "{\"httpMethod\":\"POST\",\"path\":\"/reset\",\"body\":\"{\\\"confirm\\\":\\\"sandbox\\\"}\"}",
    "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{\\\"confirm\\\":\\\"sandbox\\\"}\"}]}",
    "{\"requestContext\":{\"http\":{}}}",
    "{\"requestContext\":{\"routeKey\":\"$connect\",\"stage\":\"sandbox\"}}"
  };

  private MalformedEvents() {}

  static HostileEvent any(HostileEvent event, Dice dice) {
    ObjectNode json = event.json();
    ObjectNode context = json.withObjectProperty("requestContext");
    switch (dice.below(8)) {
      case 0 -> json.putNull(dice.pick(FIELDS));
      case 1 -> json.remove(dice.pick(FIELDS));
      case 2 -> context.putNull(dice.pick("http", "stage"));
      case 3 -> context.remove(dice.pick("http", "stage"));
      case 4 -> context.withObjectProperty("http").putNull("method");
      case 5 -> {
        json.putObject("queryStringParameters").put("limit", HostileTexts.any(dice));
        json.putObject("pathParameters").put("domain", HostileTexts.any(dice));
        json.putArray("cookies").add(HostileTexts.any(dice));
        json.putObject("multiValueHeaders").putArray("accept").add(HostileTexts.CANARY);
      }
      default -> {
        return HostileEvent.parse(dice.pick(OF_OTHERS));
      }
    }
    return event;
  }
}
