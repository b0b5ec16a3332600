package io.schemeless.eventstore.testing;

import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/// What becomes of one HTTP request.
public sealed interface HttpFault {

  /// It goes through.
  record None() implements HttpFault {}

  /// It never arrives: the connection breaks before it is sent.
  record NotSent() implements HttpFault {}

  /// It is carried out, but the connection breaks before the answer comes.
  record AnswerLost() implements HttpFault {}

  /// It is carried out, but the connection breaks in the middle of the answer.
  record CutShort() implements HttpFault {}

  /// It is carried out, but the answer does not come before the caller gives it up.
  record Unanswered() implements HttpFault {}

  /// It is carried out only after the caller has given it up.
  record Late() implements HttpFault {}

  /// It is held back until the gate is open, then it goes through.
  record Held(CountDownLatch gate) implements HttpFault {}

  /// It is not carried out; this is the answer.
  record Answered(int status, String body) implements HttpFault {}

  /// It is carried out, and the answer is changed.
  record Altered(UnaryOperator<String> body) implements HttpFault {}

  /// An error as DynamoDB words it.
  static HttpFault dynamoDb(int status, String code) {
    return new Answered(
        status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"\"}");
  }

  /// An error as S3 words it.
  static HttpFault s3(int status, String code) {
    return new Answered(
        status,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code></Error>");
  }
}
