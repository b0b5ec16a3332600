package io.schemeless.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AwsEventStoreTest {
  private static final StreamId STREAM = StreamId.of("order", "1");

  private final String prefix = LocalAws.tableName();
  private final String bucket = LocalAws.bucketName();

  @Test
  void a_store_is_opened_where_there_was_nothing_and_opened_again() {
    Json large = Json.parse("\"" + "x".repeat(2_000_000) + "\"");
    try (EventStore store = AwsEventStore.open(options().build())) {
      append(store, Json.parse("1"));
      append(store, large);
    }

    try (EventStore store = AwsEventStore.open(options().build())) {
      assertThat(store.streamAllEvents(10).map(event -> event.payload()))
          .containsExactly(Json.parse("1"), large);
    }
  }

  @Test
  void what_is_to_be_skipped_is_not_created() {
    var skipping = options().skipTableCreation(true).skipBucketCreation(true).build();

    try (EventStore store = AwsEventStore.open(skipping)) {
      assertThatThrownBy(store::info)
          .isInstanceOf(StoreException.Misconfigured.class)
          .hasMessageContaining(skipping.tableName());
    }
  }

  @Test
  void a_table_made_by_others_is_not_dropped() {
    AwsEventStore.open(options().build()).close();

    try (EventStore store = AwsEventStore.open(options().skipTableCreation(true).build())) {
      append(store, Json.parse("1"));

      assertThatThrownBy(store::recreate).isInstanceOf(StoreException.NotOwned.class);

      assertThat(store.streamAllEvents(10)).hasSize(1);
    }
  }

  @Test
  void a_recreated_store_is_empty_and_goes_on() {
    try (EventStore store = AwsEventStore.open(options().build())) {
      append(store, Json.parse("1"));

      store.recreate();

      assertThat(store.streamAllEvents(10)).isEmpty();
      append(store, Json.parse("2"));
      assertThat(store.streamVersion(STREAM)).isEqualTo(1);
    }
  }

  @Test
  void closing_the_store_closes_its_clients() {
    FaultyHttp http = new FaultyHttp(_ -> new HttpFault.None());
    EventStore store = AwsEventStore.open(optionsOn(http));

    store.close();

    assertThat(http.closed()).isTrue();
  }

  @Test
  void clients_are_closed_when_the_store_cannot_be_opened() {
    FaultyHttp http = new FaultyHttp(_ -> HttpFault.dynamoDb(400, "AccessDeniedException"));

    assertThatThrownBy(() -> AwsEventStore.open(optionsOn(http)))
        .isInstanceOf(StoreException.Misconfigured.class);

    assertThat(http.closed()).isTrue();
  }

  private AwsStoreOptions optionsOn(FaultyHttp http) {
    return options()
        .dynamoDbClient(
            client -> {
              LocalAws.configure(client, LocalAws.dynamoDbEndpoint());
              client.httpClientBuilder(http.builder());
            })
        .build();
  }

  private AwsStoreOptions.Builder options() {
    return AwsStoreOptions.builder(prefix, bucket)
        .dynamoDbClient(client -> LocalAws.configure(client, LocalAws.dynamoDbEndpoint()))
        .s3Client(client -> LocalAws.configure(client, LocalAws.s3Endpoint()));
  }

  private static void append(EventStore store, Json payload) {
    store.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(STREAM, "happened", payload)));
  }
}
