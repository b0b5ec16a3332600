package io.schemeless.eventstore.s3;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// Creates the bucket where there is none. Any number of processes may do so at once.
public final class BucketProvisioner {
  private static final long PATIENCE_MILLIS = 30_000;
  private static final long POLL_MILLIS = 200;
  private static final int NOT_IMPLEMENTED = 501;
  private static final String ANOTHER_AT_WORK = "OperationAborted";

  private static final PublicAccessBlockConfiguration PRIVATE =
      PublicAccessBlockConfiguration.builder()
          .blockPublicAcls(true)
          .blockPublicPolicy(true)
          .ignorePublicAcls(true)
          .restrictPublicBuckets(true)
          .build();

  private static final ServerSideEncryptionRule ENCRYPTED =
      ServerSideEncryptionRule.builder()
          .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
          .build();

  private final S3Client client;
  private final String bucket;
  private final boolean emulated;
  private final Host host;
  private final S3Errors errors;

  /// @param emulated whether the client talks to an endpoint that was set explicitly; such a one
  ///   may lack access blocks and encryption
  public BucketProvisioner(S3Client client, String bucket, boolean emulated, Host host) {
    this.client = client;
    this.bucket = bucket;
    this.emulated = emulated;
    this.host = host;
    errors = new S3Errors(bucket);
  }

  /// Leaves a bucket that can be used. An existing one is not changed; a new one is private and
  /// encrypted with S3's own keys.
  ///
  /// @param account the account that the bucket must belong to, so that nobody can lie in wait with
  ///   a bucket of this name; none to accept any that may be used
  /// @throws StoreException.Misconfigured if the bucket is another account's, or in another region
  public void ensure(@Nullable String account) {
    if (exists(account)) {
      return;
    }
    create();
    long deadline = host.elapsed() + PATIENCE_MILLIS;
    while (!exists(account)) {
      if (host.elapsed() >= deadline) {
        throw new StoreException.Unavailable(
            "the bucket " + bucket + " is not ready after " + PATIENCE_MILLIS / 1000 + " s", null);
      }
      host.sleep(POLL_MILLIS);
    }
  }

  private boolean exists(@Nullable String account) {
    return errors.mappedHead(
        () -> {
          try {
            client.headBucket(r -> r.bucket(bucket).expectedBucketOwner(account));
            return true;
          } catch (NoSuchBucketException none) {
            return false;
          }
        });
  }

  private void create() {
    boolean created =
        errors.mapped(
            () -> {
              try {
                client.createBucket(request());
                return true;
              } catch (BucketAlreadyOwnedByYouException anotherProcessDid) {
                return false;
              } catch (S3Exception e) {
                if (ANOTHER_AT_WORK.equals(e.awsErrorDetails().errorCode())) {
                  return false;
                }
                throw e;
              }
            });
    if (created) {
      unlessEmulated(
          () ->
              client.putPublicAccessBlock(
                  r -> r.bucket(bucket).publicAccessBlockConfiguration(PRIVATE)));
      unlessEmulated(
          () ->
              client.putBucketEncryption(
                  r ->
                      r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(ENCRYPTED))));
    }
  }

  /// The region is named in every request but those to us-east-1, which has no name here.
  private CreateBucketRequest request() {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(bucket);
    Region region = client.serviceClientConfiguration().region();
    if (!region.equals(Region.US_EAST_1)) {
      request.createBucketConfiguration(
          c -> c.locationConstraint(BucketLocationConstraint.fromValue(region.id())));
    }
    return request.build();
  }

  private void unlessEmulated(Supplier<?> request) {
    errors.mapped(
        () -> {
          try {
            return request.get();
          } catch (S3Exception e) {
            if (emulated && e.statusCode() == NOT_IMPLEMENTED) {
              return bucket;
            }
            throw e;
          }
        });
  }
}
