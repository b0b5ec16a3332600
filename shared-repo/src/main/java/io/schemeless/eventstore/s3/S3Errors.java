package io.schemeless.eventstore.s3;

import io.schemeless.eventstore.store.StoreException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What each failure of a request to S3 means to the store. Every one is decided here, by the
/// service's error code, after the SDK has retried what it retries.
///
/// Messages are ours alone: the service's can quote object keys.
public final class S3Errors {
  private final String bucket;

  /// @param bucket its name, for the messages
  public S3Errors(String bucket) {
    this.bucket = bucket;
  }

  /// What the call returns.
  ///
  /// @throws StoreException in place of every exception of the SDK
  public <T extends @Nullable Object> T mapped(Supplier<T> call) {
    return mapped(call, this::toStoreException);
  }

  /// As [#mapped], for a HEAD request: an answer to it has no body, so no code, and its status must
  /// say all.
  <T extends @Nullable Object> T mappedHead(Supplier<T> call) {
    return mapped(
        call,
        failure ->
            failure instanceof AwsServiceException answer && code(answer).isEmpty()
                ? byStatus("", answer.statusCode(), answer)
                : toStoreException(failure));
  }

  private static <T extends @Nullable Object> T mapped(
      Supplier<T> call, Function<SdkException, StoreException> meaning) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw meaning.apply(e);
    }
  }

  public StoreException toStoreException(SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      return code(answer).isEmpty()
          ? broken(answer)
          : classified(code(answer), answer.statusCode(), answer);
    }
    if (String.valueOf(failure.getMessage()).contains("Unable to load credentials")) {
      return new StoreException.Misconfigured("no AWS credentials were found", failure);
    }
    return new StoreException.Unavailable("S3 did not answer", failure);
  }

  private static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /// An error that broke off before its code says nothing about the bucket, whatever its status:
  /// 404 may mean the object.
  private static StoreException broken(AwsServiceException answer) {
    return answer.statusCode() == 429
        ? new StoreException.Throttled("S3 asks for fewer requests", answer)
        : new StoreException.Unavailable("S3 failed (" + answer.statusCode() + ")", answer);
  }

  /// For the objects that a DeleteObjects, itself answered with 200, could not delete.
  StoreException notDeleted(@Nullable String code, int count) {
    StoreException cause = classified(code == null ? "" : code, 500, null);
    String message = count + " objects were not deleted: " + cause.getMessage();
    return switch (cause) {
      case StoreException.Misconfigured _ -> new StoreException.Misconfigured(message, null);
      case StoreException.Throttled _ -> new StoreException.Throttled(message, null);
      default -> new StoreException.Unavailable(message, null);
    };
  }

  private StoreException classified(String code, int status, @Nullable AwsServiceException answer) {
    return switch (code) {
      case "SlowDown",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests",
          "TooManyRequestsException",
          "RequestLimitExceeded" ->
          new StoreException.Throttled("S3 asks for fewer requests", answer);
      case "InternalError",
          "ServiceUnavailable",
          "RequestTimeout",
          "OperationAborted",
          "ConditionalRequestConflict" ->
          new StoreException.Unavailable("S3 failed (" + code + ")", answer);
      case "NoSuchBucket" -> misconfigured("does not exist", answer);
      case "BucketAlreadyExists" -> misconfigured("belongs to another account", answer);
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          misconfigured("is in another region than the client's (" + code + ")", answer);
      case "InvalidBucketName" -> misconfigured("has a name that S3 does not allow", answer);
      case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
          misconfigured(
              "may not be used so with these credentials ("
                  + code
                  + "; without s3:ListBucket, S3"
                  + " answers this for a missing object too)",
              answer);
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired" ->
          new StoreException.Misconfigured(
              "S3 does not accept these credentials (" + code + ")", answer);
      case "InvalidObjectState" ->
          misconfigured("has archived an object; restore it from its storage class", answer);
      default -> byStatus(code, status, answer);
    };
  }

  private StoreException byStatus(String code, int status, @Nullable AwsServiceException answer) {
    return switch (status) {
      case 301 -> misconfigured("is in another region than the client's", answer);
      case 403 ->
          misconfigured("may not be used with these credentials, or is another account's", answer);
      case 404 -> misconfigured("does not exist", answer);
      case 408 -> new StoreException.Unavailable("S3 failed (408)", answer);
      case 429 -> new StoreException.Throttled("S3 asks for fewer requests", answer);
      default ->
          status > 501 || status == 500
              ? new StoreException.Unavailable("S3 failed (" + status + " " + code + ")", answer)
              : new StoreException.Misconfigured(
                  "S3 refused a request (" + status + " " + code + ")", answer);
    };
  }

  private StoreException misconfigured(String what, @Nullable AwsServiceException answer) {
    return new StoreException.Misconfigured("the bucket " + bucket + " " + what, answer);
  }
}
