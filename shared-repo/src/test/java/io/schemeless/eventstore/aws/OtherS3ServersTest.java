package io.schemeless.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.Misconfigured;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.LocalAws;
import io.schemeless.eventstore.testing.S3rver;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// What is acknowledged can be read, whichever server stands in for S3: here one that stores what
/// it does not understand.
class OtherS3ServersTest {
  private static final StreamId STREAM = StreamId.of("d", "a");
  private static S3rver server;

  private final String prefix = LocalAws.tableName();
  private final String bucket = LocalAws.bucketName();

  @BeforeAll
  static void start() {
    server = S3rver.start();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private EventStore open(Consumer<S3ClientBuilder> more) {
    return AwsEventStore.open(
        AwsStoreOptions.builder(prefix, bucket)
            .dynamoDbClient(client -> LocalAws.configure(client, LocalAws.dynamoDbEndpoint()))
            .s3Client(
                client -> {
                  server.configure(client);
                  more.accept(client);
                })
            .build());
  }

  /// 60 KB that do not deflate to what fits into the table.
  private static NewEvent large() {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(60_000, 'a', 'z' + 1).forEach(c -> text.append((char) c));
    return NewEvent.of(STREAM, "large", Json.parse("\"" + text + "\""));
  }

  @Test
  void a_large_event_comes_back() {
    try (EventStore store = open(_ -> {})) {
      store.append(AppendRequest.of(large()));

      assertThat(store.streamAllEvents(10).map(Event::payload)).containsExactly(large().payload());
    }
  }

  /// A program may set its own client, and then ours to send no framing does not count.
  @Test
  void what_would_not_come_back_is_refused_and_nothing_is_there() {
    try (EventStore store =
        open(s3 -> s3.serviceConfiguration(c -> c.chunkedEncodingEnabled(true)))) {
      assertThatThrownBy(() -> store.append(AppendRequest.of(large())))
          .isInstanceOf(Misconfigured.class)
          .hasMessageContaining("does not give back");

      assertThat(store.streamAllEvents(10)).isEmpty();
      assertThat(store.streamVersion(STREAM)).isZero();
      store.append(AppendRequest.of(NewEvent.of(STREAM, "small", Json.parse("1"))));
      assertThat(store.streamAllEvents(10)).hasSize(1);
    }
  }
}
