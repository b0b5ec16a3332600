package io.schemeless.eventstore.faults;

import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import java.util.function.Function;

/// What can go wrong with any request, to either service.
public enum FaultKind {
  NOT_SENT(_ -> new HttpFault.NotSent()),
  ANSWER_LOST(_ -> new HttpFault.AnswerLost()),
  THROTTLED(
      request ->
          request.isS3()
              ? HttpFault.s3(503, "SlowDown")
              : HttpFault.dynamoDb(400, "ProvisionedThroughputExceededException")),
  LIMITED(
      request ->
          request.isS3()
              ? HttpFault.s3(429, "TooManyRequests")
              : HttpFault.dynamoDb(400, "ThrottlingException")),
  OVER_THE_ACCOUNT(
      request ->
          request.isS3()
              ? HttpFault.s3(503, "RequestLimitExceeded")
              : HttpFault.dynamoDb(400, "RequestLimitExceeded")),
  BROKEN(
      request ->
          request.isS3()
              ? HttpFault.s3(500, "InternalError")
              : HttpFault.dynamoDb(500, "InternalServerError")),
  CUT_SHORT(_ -> new HttpFault.CutShort()),
  UNANSWERED(_ -> new HttpFault.Unanswered()),
  LATE(_ -> new HttpFault.Late());

  private final Function<FaultyHttp.Request, HttpFault> fault;

  FaultKind(Function<FaultyHttp.Request, HttpFault> fault) {
    this.fault = fault;
  }

  HttpFault of(FaultyHttp.Request request) {
    return fault.apply(request);
  }

  /// Whether only the client's own time limit ends it.
  public boolean isSlow() {
    return this == UNANSWERED || this == LATE;
  }
}
