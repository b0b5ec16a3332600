package io.schemeless.eventstore.s3;

import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The objects of one S3 bucket below one key prefix.
public final class S3ObjectStore implements ObjectStore {
  /// As many as one ListObjectsV2 gives and one DeleteObjects takes.
  private static final int PAGE = 1_000;

  private final Supplier<S3Client> client;
  private final String bucket;
  private final String keyPrefix;
  private final S3Errors errors;

  /// @param keyPrefix put before every key; may be empty
  public S3ObjectStore(S3Client client, String bucket, String keyPrefix) {
    this(() -> client, bucket, keyPrefix);
  }

  /// @param client asked for it with every request, so the first one may make it
  /// @param keyPrefix put before every key; may be empty
  public S3ObjectStore(Supplier<S3Client> client, String bucket, String keyPrefix) {
    this.client = client;
    this.bucket = bucket;
    this.keyPrefix = keyPrefix;
    errors = new S3Errors(bucket);
  }

  /// Reads the object back where the answer does not show that it is what was sent. AWS's own S3
  /// shows it, and is asked once.
  @Override
  public void put(String key, byte[] body) {
    PutObjectResponse answer =
        errors.mapped(
            () ->
                client
                    .get()
                    .putObject(
                        r ->
                            r.bucket(bucket)
                                .key(keyPrefix + key)
                                .contentType("application/octet-stream"),
                        RequestBody.fromBytes(body)));
    if (!PutProof.isIn(answer, body) && !Arrays.equals(get(key), body)) {
      throw new StoreException.Misconfigured(
          "the bucket does not give back what is put into it", null);
    }
  }

  @Override
  public byte @Nullable [] get(String key) {
    return errors.mapped(
        () -> {
          try {
            return client
                .get()
                .getObjectAsBytes(r -> r.bucket(bucket).key(keyPrefix + key))
                .asByteArray();
          } catch (NoSuchKeyException none) {
            return null;
          }
        });
  }

  /// In a bucket with versioning this leaves the versions, which the bucket's lifecycle expires.
  @Override
  public int deleteSome(String prefix) {
    List<S3Object> objects =
        errors
            .mapped(
                () ->
                    client
                        .get()
                        .listObjectsV2(
                            r -> r.bucket(bucket).prefix(keyPrefix + prefix).maxKeys(PAGE)))
            .contents();
    if (objects.isEmpty()) {
      return 0;
    }
    List<ObjectIdentifier> keys =
        objects.stream().map(o -> ObjectIdentifier.builder().key(o.key()).build()).toList();
    Delete delete = Delete.builder().objects(keys).quiet(true).build();
    DeleteObjectsResponse answer =
        errors.mapped(() -> client.get().deleteObjects(r -> r.bucket(bucket).delete(delete)));
    if (!answer.errors().isEmpty()) {
      throw errors.notDeleted(answer.errors().getFirst().code(), answer.errors().size());
    }
    return objects.size();
  }

  @Override
  public List<Entry> list(String prefix, @Nullable String after) {
    return errors
        .mapped(
            () ->
                client
                    .get()
                    .listObjectsV2(
                        r ->
                            r.bucket(bucket)
                                .prefix(keyPrefix + prefix)
                                .startAfter(after == null ? null : keyPrefix + after)
                                .maxKeys(PAGE)))
        .contents()
        .stream()
        .map(object -> new Entry(object.key().substring(keyPrefix.length()), object.size()))
        .toList();
  }
}
