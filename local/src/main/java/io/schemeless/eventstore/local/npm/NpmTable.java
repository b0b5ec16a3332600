package io.schemeless.eventstore.local.npm;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.transfer.ImportSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The events of a table of the npm package, in the order of their time, and a stream's in the
/// order of their sequences whatever the clocks of its writers said.
///
/// The table is read once from end to end, by no index: so it does not matter which package made
/// which index. Then it is sorted, on disk; a body in S3 is fetched when its event's turn comes.
public final class NpmTable implements ImportSource {
  private final @Nullable S3Client s3;
  private final @Nullable String bucket;
  private final BiConsumer<String, String> notTaken;
  private final SortFile file;
  private final SortFile.Sorted sorted;
  private final long events;
  private long given;

  private NpmTable(
      SortFile file,
      long events,
      @Nullable S3Client s3,
      @Nullable String bucket,
      BiConsumer<String, String> notTaken) {
    this.file = file;
    this.sorted = file.sorted();
    this.events = events;
    this.s3 = s3;
    this.bucket = bucket;
    this.notTaken = notTaken;
  }

  /// Reads the table.
  ///
  /// @param s3 for events whose body is there; none if there is no bucket
  /// @param bucket in place of the one that an event names, for a copy of it; none for that one
  /// @param notTaken is told the key of an item that is no event, or whose body is gone, and why
  public static NpmTable read(
      DynamoDbClient dynamoDb,
      String table,
      @Nullable S3Client s3,
      @Nullable String bucket,
      BiConsumer<String, String> notTaken) {
    try (SortFile byStream = new SortFile(NpmEvent.BY_STREAM)) {
      long events = scan(dynamoDb, table, byStream, notTaken);
      SortFile byTime = new SortFile(NpmEvent.BY_TIME);
      byStream.drain(new InOrderOfStream(byTime)::add);
      return new NpmTable(byTime, events, s3, bucket, notTaken);
    } catch (SdkException e) {
      throw new UserError("cannot read the table " + table + ": " + e.getMessage(), e);
    }
  }

  private static long scan(
      DynamoDbClient dynamoDb, String table, SortFile events, BiConsumer<String, String> notTaken) {
    long count = 0;
    ScanRequest scan = ScanRequest.builder().tableName(table).consistentRead(true).build();
    for (Map<String, AttributeValue> item : dynamoDb.scanPaginator(scan).items()) {
      if (NpmItems.isHead(item)) {
        continue;
      }
      try {
        events.add(NpmItems.event(item));
        count++;
      } catch (NotAnEvent e) {
        AttributeValue id = item.get("id");
        notTaken.accept(id == null || id.s() == null ? "?" : id.s(), e.getMessage());
      }
    }
    return count;
  }

  @Override
  public byte @Nullable [] next() {
    for (NpmEvent event = sorted.next(); event != null; event = sorted.next()) {
      given++;
      if (event.s3Reference().isEmpty()) {
        return event.json();
      }
      try {
        return NpmItems.body(event, object(event.s3Reference()));
      } catch (NotAnEvent e) {
        notTaken.accept(event.id(), String.valueOf(e.getMessage()));
      }
    }
    return null;
  }

  private byte[] object(String reference) {
    int at = reference.indexOf("::");
    if (at < 0) {
      throw new NotAnEvent("its reference to S3 is none: " + reference);
    }
    if (s3 == null) {
      throw new NotAnEvent("its body is in S3; say --from-bucket");
    }
    String from = bucket == null || bucket.isEmpty() ? reference.substring(0, at) : bucket;
    String key = reference.substring(at + 2);
    try {
      return Objects.requireNonNull(s3)
          .getObjectAsBytes(get -> get.bucket(from).key(key))
          .asByteArray();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        throw new NotAnEvent("its body is not in S3: " + from + "/" + key);
      }
      throw new UserError("cannot read " + from + "/" + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public double done() {
    return events == 0 ? 1 : (double) given / events;
  }

  @Override
  public void close() {
    sorted.close();
    file.close();
  }
}
