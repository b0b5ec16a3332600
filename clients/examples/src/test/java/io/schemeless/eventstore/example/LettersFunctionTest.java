package io.schemeless.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RequestSigner;
import io.schemeless.eventstore.projection.checkpoint.DynamoDbCheckpoints;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.testing.LocalAws;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The function on a store over HTTP and on DynamoDB Local, woken as EventBridge does it.
class LettersFunctionTest {
  /// As the pipe writes it; see `NotificationTest` of the infrastructure.
  private static final Map<String, Object> MESSAGE =
      Map.of(
          "source", "schemeless.event-store",
          "detail-type", "EventsAppended",
          "detail", Map.of("store", "events-prod", "position", "000000000000001"));

  private final DynamoDbClient dynamoDb = LocalAws.dynamoDb();
  private final String table = LocalAws.tableName();

  @Test
  void however_often_it_is_woken_there_is_one_letter_for_each_case() throws Exception {
    new DynamoDbCheckpoints(dynamoDb, table).createTable();
    try (ServedLog served = new ServedLog();
        EventStoreClient store = EventStoreClient.of(served.url())) {
      LettersFunction function = new LettersFunction(store, dynamoDb, table);
      long cases = served.fill(300).stream().filter(LettersFunctionTest::isReceipt).count();

      wake(function, 4);
      assertThat(letters()).hasSize((int) cases);
      assertThat(function.handleRequest(MESSAGE, null)).isEqualTo("letters: " + cases);

      // A checkpoint that is lost, as after a kill between letters and checkpoint.
      dynamoDb.deleteItem(
          r ->
              r.tableName(table)
                  .key(
                      Map.of(
                          "projection", AttributeValue.fromS("letters-v1"),
                          "item", AttributeValue.fromS("checkpoint"))));
      wake(function, 1);
      assertThat(letters()).hasSize((int) cases);
    }
  }

  private static boolean isReceipt(NewEvent event) {
    return event.type().equals("Confirmation of receipt");
  }

  /// So many messages at once.
  private static void wake(LettersFunction function, int messages) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> woken = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        woken.add(threads.submit(() -> function.handleRequest(MESSAGE, null)));
      }
      for (Future<String> each : woken) {
        each.get();
      }
    }
  }

  private List<Map<String, AttributeValue>> letters() {
    return dynamoDb
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("#p = :letter")
                    .expressionAttributeNames(Map.of("#p", "projection"))
                    .expressionAttributeValues(Map.of(":letter", AttributeValue.fromS("letter"))))
        .items()
        .stream()
        .toList();
  }

  @Test
  void in_aws_its_requests_are_signed() {
    SignedBySdk signer =
        new SignedBySdk(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
            "eu-central-1");

    Map<String, String> headers =
        signer.sign(
            new RequestSigner.Unsigned(
                "GET",
                URI.create("http://127.0.0.1/events?limit=1"),
                Map.of("Accept", "application/json"),
                new byte[0]));

    assertThat(headers.get("Authorization"))
        .matches("AWS4-HMAC-SHA256 Credential=key/[0-9]{8}/eu-central-1/execute-api/.*");
    assertThat(headers).containsKey("X-Amz-Date").doesNotContainKeys("Accept", "Host");
  }
}
