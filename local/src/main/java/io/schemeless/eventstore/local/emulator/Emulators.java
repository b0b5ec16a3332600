package io.schemeless.eventstore.local.emulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where a local store finds DynamoDB and S3: servers of its own, unless it is told of others.
public final class Emulators implements AutoCloseable {
  private final List<AutoCloseable> started;
  private final Endpoints endpoints;

  private Emulators(List<AutoCloseable> started, Endpoints endpoints) {
    this.started = List.copyOf(started);
    this.endpoints = endpoints;
  }

  /// What to start, and what is there already.
  ///
  /// @param data where to keep the data, or none to keep it in memory
  /// @param dynamoDb an endpoint to use, or none to start one
  /// @param s3 an endpoint to use, or none to start one
  /// @param warm whether DynamoDB Local is to become as fast as it can; else it starts with 60 % of
  ///   the work, and its first 2,000 appends take a little more than half
  public record Plan(@Nullable Path data, @Nullable URI dynamoDb, @Nullable URI s3, boolean warm) {
    public static final Plan IN_MEMORY = new Plan(null, null, null);

    public Plan(@Nullable Path data, @Nullable URI dynamoDb, @Nullable URI s3) {
      this(data, dynamoDb, s3, false);
    }

    /// For who measures.
    public Plan warmed() {
      return new Plan(data, dynamoDb, s3, true);
    }

    public static Plan dataIn(Path directory) {
      return new Plan(directory, null, null);
    }
  }

  /// Where they listen.
  public record Endpoints(URI dynamoDb, URI s3) {}

  /// @param onFailure told what DynamoDB Local said last, if it ends before it is closed
  /// @throws io.schemeless.eventstore.local.UserError if one cannot start
  public static Emulators start(Plan plan, Consumer<String> onFailure) {
    List<AutoCloseable> started = new ArrayList<>();
    try {
      return new Emulators(started, startAll(plan, onFailure, started));
    } catch (RuntimeException e) {
      closeAll(started);
      throw e;
    }
  }

  private static Endpoints startAll(
      Plan plan, Consumer<String> onFailure, List<AutoCloseable> started) {
    DataDirectory data = null;
    if (plan.data() != null) {
      data = DataDirectory.open(plan.data());
      started.add(data);
    }
    URI s3 = plan.s3();
    if (s3 == null) {
      S3Server server = S3Server.start(data == null ? null : data.s3());
      started.add(server);
      s3 = server.endpoint();
    }
    URI dynamoDb = plan.dynamoDb();
    if (dynamoDb == null) {
      Path directory = data == null ? null : data.dynamoDb();
      DynamoDbLocal child = DynamoDbLocal.start(directory, plan.warm(), onFailure);
      started.add(child);
      dynamoDb = child.endpoint();
    }
    return new Endpoints(dynamoDb, s3);
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  @Override
  public void close() {
    closeAll(started);
  }

  private static void closeAll(List<AutoCloseable> started) {
    for (AutoCloseable each : started.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("could not stop " + each.getClass().getSimpleName(), e);
      }
    }
  }
}
