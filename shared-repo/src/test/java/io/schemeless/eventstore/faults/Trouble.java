package io.schemeless.eventstore.faults;

import io.schemeless.eventstore.testing.Fault;
import io.schemeless.eventstore.testing.FaultyHttp;
import java.util.function.Function;

/// What can go wrong with any request, to either service.
public enum Trouble {
  NOT_SENT(_ -> new Fault.NotSent()),
  ANSWER_LOST(_ -> new Fault.AnswerLost()),
  THROTTLED(
      request ->
          request.isS3()
              ? Fault.s3(503, "SlowDown")
              : Fault.dynamoDb(400, "ProvisionedThroughputExceededException")),
  LIMITED(
      request ->
          request.isS3()
              ? Fault.s3(429, "TooManyRequests")
              : Fault.dynamoDb(400, "ThrottlingException")),
  OVER_THE_ACCOUNT(
      request ->
          request.isS3()
              ? Fault.s3(503, "RequestLimitExceeded")
              : Fault.dynamoDb(400, "RequestLimitExceeded")),
  BROKEN(
      request ->
          request.isS3()
              ? Fault.s3(500, "InternalError")
              : Fault.dynamoDb(500, "InternalServerError")),
  CUT_SHORT(_ -> new Fault.CutShort()),
  UNANSWERED(_ -> new Fault.Unanswered()),
  LATE(_ -> new Fault.Late());

  private final Function<FaultyHttp.Request, Fault> fault;

  Trouble(Function<FaultyHttp.Request, Fault> fault) {
    this.fault = fault;
  }

  Fault of(FaultyHttp.Request request) {
    return fault.apply(request);
  }

  /// Whether only the client's own time limit ends it.
  public boolean isSlow() {
    return this == UNANSWERED || this == LATE;
  }
}
