package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.store.StoreException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What each failure of a request to DynamoDB means to the store. Every one is decided here, by the
/// service's error code, after the SDK has retried what it retries.
///
/// Messages are ours alone: the service's can quote parts of a request.
public final class DynamoErrors {
  private final String table;

  /// @param table the name of the table, for the messages
  public DynamoErrors(String table) {
    this.table = table;
  }

  /// What the call returns.
  ///
  /// @throws StoreException in place of every exception of the SDK
  public <T> T mapped(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw toStoreException(e);
    }
  }

  public StoreException toStoreException(SdkException failure) {
    return failure instanceof AwsServiceException answer
        ? answered(answer, codeOf(answer))
        : unanswered(failure);
  }

  static String codeOf(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private StoreException answered(AwsServiceException answer, String code) {
    return switch (code) {
      case "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException",
          "Throttling",
          "TooManyRequestsException",
          "LimitExceededException" ->
          new StoreException.Throttled("DynamoDB asks for fewer requests", answer);
      case "TransactionConflictException",
          "TransactionInProgressException",
          "ReplicatedWriteConflictException" ->
          new StoreException.Throttled("another transaction holds the item", answer);
      case "ResourceInUseException" ->
          new StoreException.Unavailable(named("is being created, changed or deleted"), answer);
      case "ResourceNotFoundException", "TableNotFoundException" ->
          new StoreException.Misconfigured(
              named("or its index does not exist in this account and region"), answer);
      case "AccessDeniedException" ->
          new StoreException.Misconfigured(
              named("may not be used so with these credentials (AccessDenied)"), answer);
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "InvalidClientTokenId",
          "ExpiredTokenException",
          "ExpiredToken",
          "OptInRequired" ->
          new StoreException.Misconfigured(
              "DynamoDB does not accept these credentials (" + code + ")", answer);
      case "ValidationException" -> invalid(answer);
      case "" -> new StoreException.Unavailable("DynamoDB's answer could not be read", answer);
      default ->
          answer.statusCode() >= 500 || answer.statusCode() == 408
              ? new StoreException.Unavailable(
                  "DynamoDB failed (" + answer.statusCode() + ")", answer)
              : new StoreException.Misconfigured(
                  "DynamoDB refused a request (" + answer.statusCode() + " " + code + ")", answer);
    };
  }

  /// The service tells its validation errors apart by their messages only.
  private StoreException invalid(AwsServiceException answer) {
    String message = String.valueOf(answer.getMessage());
    if (message.contains("Item size") || message.contains("item size")) {
      return new StoreException.InvalidRequest("an item would pass DynamoDB's limit of 400 KB");
    }
    if (message.contains("eletion protection")) {
      return new StoreException.Misconfigured(
          named("has deletion protection, so it is not dropped"), answer);
    }
    return new StoreException.Misconfigured(
        named("does not accept this request: it has another shape than the store's"), answer);
  }

  private static StoreException unanswered(SdkException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Unable to load credentials")) {
      return new StoreException.Misconfigured("no AWS credentials were found", failure);
    }
    return new StoreException.Unavailable("DynamoDB did not answer", failure);
  }

  private String named(String what) {
    return "the table " + table + " " + what;
  }
}
