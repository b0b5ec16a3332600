package io.schemeless.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.testing.LocalAws;
import io.schemeless.eventstore.testing.ManualHost;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real client on DynamoDB Local, with faults below it.
final class DynamoFaultsTest {
  private static final Condition ABSENT = new Condition.Absent();
  private static final Key KEY = new Key("secret-partition", "secret-sort");
  private static final Cell CELL = new Cell(KEY, Map.of("v", new Value.Text("secret-value")));

  private final FaultyHttp http = new FaultyHttp(request -> this.faults.apply(request));
  private Function<FaultyHttp.Request, HttpFault> faults = _ -> new HttpFault.None();
  private AwsClients clients;
  private DynamoDbCells cells;

  @BeforeEach
  void open() {
    String table = LocalAws.freshTable();
    clients = LocalAws.faulty(http);
    cells = new DynamoDbCells(clients.dynamoDb(), table, new ManualHost(), true);
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, Throttled, 6",
    "400, RequestLimitExceeded,                   Throttled, 6",
    "400, ThrottlingException,                    Throttled, 6",
    "400, TransactionConflictException,           Throttled, 1",
    "500, InternalServerError,                    Unavailable, 6",
    "503, ServiceUnavailable,                     Unavailable, 6",
    "400, ResourceInUseException,                 Unavailable, 1",
    "400, ResourceNotFoundException,              Misconfigured, 1",
    "400, AccessDeniedException,                  Misconfigured, 1",
    "400, UnrecognizedClientException,            Misconfigured, 1",
    "400, ExpiredTokenException,                  Misconfigured, 1",
    "400, MissingAuthenticationTokenException,    Misconfigured, 1",
    "400, ValidationException,                    Misconfigured, 1",
    "400, SomethingNewException,                  Misconfigured, 1"
  })
  void each_error_is_what_it_means_after_its_retries(
      int status, String code, String expected, int tries) {
    always(HttpFault.dynamoDb(status, code));

    StoreException thrown =
        catchThrowableOfType(StoreException.class, () -> cells.put(CELL, ABSENT));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(thrown).message().doesNotContain("secret");
    assertThat(http.sent()).hasSize(tries);
  }

  @Test
  void a_server_that_does_not_show_what_refused_a_put_is_asked_once() {
    cells.put(CELL, ABSENT);
    faults =
        request ->
            request.operation().equals("PutItem")
                ? HttpFault.dynamoDb(400, "ConditionalCheckFailedException")
                : new HttpFault.None();

    assertThat(cells.put(CELL, ABSENT)).isEqualTo(new Put.Refused(CELL));
    assertThat(http.sent()).hasSize(3);
    assertThatThrownBy(() -> cells.put(new Cell(new Key("p", "s"), Map.of()), ABSENT))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("did not show");
    assertThat(cells.put(CELL, new Condition.Is("v", new Value.Text("x"))))
        .isEqualTo(new Put.Refused(null));
  }

  @Test
  void an_error_that_cannot_be_read_says_nothing_about_the_table() {
    always(new HttpFault.Answered(400, "{"));

    assertThatThrownBy(() -> cells.put(CELL, ABSENT))
        .isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void a_connection_that_breaks_each_time_is_unavailable() {
    always(new HttpFault.NotSent());

    assertThatThrownBy(() -> cells.get(KEY, Read.CONSISTENT))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(http.sent()).hasSize(6);
  }

  @Test
  void one_failure_in_passing_is_not_seen() {
    cells.put(CELL, ABSENT);
    first(HttpFault.dynamoDb(500, "InternalServerError"), new HttpFault.NotSent());

    assertThat(cells.get(KEY, Read.CONSISTENT)).isEqualTo(CELL);
  }

  @Test
  void a_put_whose_answer_was_lost_meets_its_own_cell() {
    first(new HttpFault.AnswerLost());

    assertThat(cells.put(CELL, ABSENT)).isEqualTo(new Put.Refused(CELL));
  }

  @Test
  void a_put_that_fails_for_good_may_have_been_made() {
    always(new HttpFault.AnswerLost());
    assertThatThrownBy(() -> cells.put(CELL, new Condition.AbsentOr("v", value())))
        .isInstanceOf(StoreException.Unavailable.class);

    always(new HttpFault.None());

    assertThat(cells.get(KEY, Read.CONSISTENT)).isEqualTo(CELL);
  }

  @Test
  void an_increment_whose_answer_was_lost_counts_twice() {
    cells.put(new Cell(KEY, Map.of("g", value(), "n", new Value.Number(0))), ABSENT);
    first(new HttpFault.AnswerLost());

    assertThat(cells.increment(KEY, "n", new Condition.Is("g", value()), null)).hasValue(2);
  }

  @Test
  void a_transaction_whose_answer_was_lost_is_still_made_once() {
    first(new HttpFault.AnswerLost());

    assertThat(cells.transact(List.of(new Change.Write(CELL, ABSENT)))).isTrue();
  }

  @Test
  void a_transaction_in_conflict_is_tried_again() {
    first(cancelled("None", "TransactionConflict"), cancelled("ThrottlingError"));

    assertThat(cells.transact(List.of(new Change.Write(CELL, ABSENT)))).isTrue();
    assertThat(cells.get(KEY, Read.CONSISTENT)).isEqualTo(CELL);
  }

  @Test
  void a_transaction_always_in_conflict_is_throttled() {
    always(cancelled("TransactionConflict"));

    assertThatThrownBy(() -> cells.transact(List.of(new Change.Write(CELL, ABSENT))))
        .isInstanceOf(StoreException.Throttled.class);
    assertThat(http.sent()).hasSize(9);
  }

  @Test
  void a_failed_condition_among_other_reasons_is_a_refusal() {
    always(cancelled("TransactionConflict", "ConditionalCheckFailed"));

    assertThat(cells.transact(List.of(new Change.Write(CELL, ABSENT)))).isFalse();
  }

  @Test
  void a_transaction_cancelled_for_its_own_form_is_misconfigured() {
    always(cancelled("ValidationError"));

    assertThatThrownBy(() -> cells.transact(List.of(new Change.Write(CELL, ABSENT))))
        .isInstanceOf(StoreException.Misconfigured.class);
  }

  @Test
  void keys_that_a_batch_left_out_are_asked_for_again() {
    List<Key> keys = IntStream.range(0, 120).mapToObj(i -> new Key("p", "s" + i)).toList();
    keys.forEach(key -> cells.put(new Cell(key, Map.of()), ABSENT));
    firstTwo(request -> leftOut(request, "UnprocessedKeys"));

    assertThat(cells.getAll(keys, Read.CONSISTENT)).containsOnlyKeys(keys);
  }

  @Test
  void keys_that_are_left_out_for_ever_are_throttled() {
    faults = request -> leftOut(request, "UnprocessedKeys");

    assertThatThrownBy(() -> cells.getAll(List.of(KEY), Read.CONSISTENT))
        .isInstanceOf(StoreException.Throttled.class);
    assertThat(http.sent()).hasSize(9);
  }

  @Test
  void deletes_that_a_batch_left_out_are_asked_for_again() {
    List<Key> keys = IntStream.range(0, 30).mapToObj(i -> new Key("p", "s" + i)).toList();
    keys.forEach(key -> cells.put(new Cell(key, Map.of()), ABSENT));
    firstTwo(request -> leftOut(request, "UnprocessedItems"));

    cells.delete(keys);

    assertThat(cells.getAll(keys, Read.CONSISTENT)).isEmpty();
  }

  private void always(HttpFault fault) {
    faults = _ -> fault;
  }

  private void first(HttpFault... some) {
    Queue<HttpFault> left = new ArrayDeque<>(List.of(some));
    faults = _ -> left.isEmpty() ? new HttpFault.None() : left.remove();
  }

  private void firstTwo(Function<FaultyHttp.Request, HttpFault> fault) {
    Queue<Boolean> left = new ArrayDeque<>(List.of(true, true));
    faults = request -> left.poll() == null ? new HttpFault.None() : fault.apply(request);
  }

  /// What DynamoDB answers when it has done nothing of a batch.
  private static HttpFault leftOut(FaultyHttp.Request request, String member) {
    return new HttpFault.Answered(200, request.body().replace("RequestItems", member));
  }

  private static HttpFault cancelled(String... reasons) {
    return new HttpFault.Answered(
        400,
        Stream.of(reasons)
            .map(reason -> "{\"Code\":\"" + reason + "\"}")
            .collect(
                Collectors.joining(
                    ",",
                    "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                        + "\"Message\":\"cancelled\",\"CancellationReasons\":[",
                    "]}")));
  }

  private static Value value() {
    return new Value.Text("guard");
  }
}
