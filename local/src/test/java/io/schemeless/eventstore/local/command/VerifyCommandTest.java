package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// `eventstore verify` on the data of a local store.
class VerifyCommandTest {
  private static final StreamId STREAM = StreamId.of("permit", "case-1");
  private static final StreamId FILE = StreamId.of("file");

  @TempDir private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() {
    with(
        local -> {
          local.store().append(AppendRequest.of(event("asked").withId("id-1")));
          local.store().append(AppendRequest.of(event("granted").withCorrelationId("chain-1")));
          local
              .store()
              .append(
                  AppendRequest.of(NewEvent.of(FILE, "stored", Json.parse("\"" + noise() + "\""))));
        });
  }

  @Test
  void a_sound_store_is_reported_with_exit_code_0() {
    int exit = verify();

    assertThat(err.toString()).contains("looking through the log", "looking through the bucket");
    assertThat(out.toString())
        .containsPattern("(?m)^ +3  events$")
        .containsPattern("(?m)^ +1  objects$")
        .containsPattern("(?m)^ +0  findings$");
    assertThat(exit).isZero();
  }

  @Test
  void a_finding_is_named_with_exit_code_1_and_gone_after_a_repair() {
    with(
        local -> {
          String incarnation = local.store().info().incarnation();
          delete(local, incarnation + "/e/id-1", 0);
          delete(local, incarnation + "/l", 3);
          age(local, incarnation + "/s/4:file", 1);
          delete(local, incarnation + "/s/6:permit/case-1", 2);
          delete(local, incarnation + "/n", 0);
        });

    assertThat(verify()).isEqualTo(1);
    assertThat(out.toString())
        .contains("CLAIM_MISSING", "COMMIT_MISSING", "COUNTER_MISSING")
        .doesNotContain("case-1", "id-1");

    assertThat(verify("--repair")).isZero();
    assertThat(verify()).isZero();
    with(
        local -> {
          assertThat(local.store().allEvents(10))
              .extracting(Event::type)
              .containsExactly("asked", "granted", "stored");
          assertThat(local.store().append(AppendRequest.of(event("used"))).position()).isEqualTo(4);
        });
  }

  @Test
  void an_object_that_is_gone_is_given_up_only_on_demand() {
    with(VerifyCommandTest::deleteObjects);

    assertThat(verify("--repair")).isEqualTo(1);
    assertThat(out.toString()).contains("OBJECT_MISSING");
    assertThat(verify("--repair", "--accept-loss")).isZero();
    with(
        local ->
            assertThat(local.store().allEvents(10))
                .extracting(Event::type)
                .containsExactly("asked", "granted", "event-store.lost"));
  }

  @Test
  void a_restored_table_whose_objects_are_missing_is_left_as_it_is() {
    with(
        local -> {
          moved(local);
          deleteObjects(local);
        });

    assertThat(verify("--repair")).isEqualTo(1);
    assertThat(out.toString())
        .contains("OBJECT_MISSING", "RESTORED_TABLE")
        .doesNotContain("repaired:");
    assertThat(err.toString()).contains("nothing was repaired", "key prefix", "--accept-loss");
    assertThat(verify("--repair", "--accept-loss")).isZero();
  }

  @Test
  void a_store_that_holds_events_is_loaded_only_on_demand() {
    assertThat(verify("--load")).isEqualTo(2);
    assertThat(err.toString()).contains("--add-to-existing");
    assertThat(verify("--load", "--add-to-existing", "--appends", "40", "--writers", "3")).isZero();
    assertThat(err.toString()).contains("events of the domain verify-load-");
    assertThat(out.toString())
        .containsPattern("(?m)^ +2  readers that followed the log$")
        .containsPattern("(?m)^ +0  broken promises$")
        .containsPattern("(?m)^ +0  findings$");
    with(
        local ->
            assertThat(local.store().allEvents(100))
                .extracting(event -> event.stream().domain().replaceAll("-[0-9a-f]{12}$", ""))
                .startsWith("permit", "permit", "file", "verify-load")
                .hasSizeGreaterThan(20));
  }

  @Test
  void a_directory_that_is_not_there_is_said_in_one_line() {
    int exit = execute("verify", "--data", data.resolve("none").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().strip()).startsWith("eventstore verify: there is no directory ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int verify(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "verify";
    arguments[1] = "--data";
    arguments[2] = data.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return execute(arguments);
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private void with(Consumer<LocalStore> use) {
    LocalEnvironment environment = new LocalEnvironment(Map.of());
    try (Emulators emulators = Emulators.start(Emulators.Plan.dataIn(data), _ -> {});
        LocalStore local = LocalStore.open("local", emulators.endpoints(), environment)) {
      use.accept(local);
    }
  }

  private static void deleteObjects(LocalStore local) {
    S3Client s3 = local.clients().s3();
    s3.listObjectsV2(r -> r.bucket(LocalStore.BUCKET))
        .contents()
        .forEach(object -> s3.deleteObject(r -> r.bucket(LocalStore.BUCKET).key(object.key())));
  }

  /// Makes the table look like a copy of another.
  private static void moved(LocalStore local) {
    Map<String, AttributeValue> other = Map.of(":other", AttributeValue.fromS("the original"));
    local
        .clients()
        .dynamoDb()
        .updateItem(
            r ->
                r.tableName("local")
                    .key(key("meta", 0))
                    .updateExpression("SET #table = :other")
                    .expressionAttributeNames(Map.of("#table", "table"))
                    .expressionAttributeValues(other));
  }

  private static void delete(LocalStore local, String partition, long sort) {
    Map<String, AttributeValue> key = key(partition, sort);
    local.clients().dynamoDb().deleteItem(r -> r.tableName("local").key(key));
  }

  /// Makes a commit an hour older: an append is finished or given up only once it is overdue.
  private static void age(LocalStore local, String partition, long sort) {
    Map<String, AttributeValue> key = key(partition, sort);
    Map<String, AttributeValue> hour = Map.of(":hour", AttributeValue.fromN("3600000"));
    local
        .clients()
        .dynamoDb()
        .updateItem(
            r ->
                r.tableName("local")
                    .key(key)
                    .updateExpression("SET rec = rec - :hour")
                    .expressionAttributeValues(hour));
  }

  private static Map<String, AttributeValue> key(String partition, long sort) {
    return Map.of(
        "pk", AttributeValue.fromS(partition),
        "sk", AttributeValue.fromS("%015d".formatted(sort)));
  }

  private static NewEvent event(String type) {
    return NewEvent.of(STREAM, type, Json.parse("null"));
  }

  /// Text that does not deflate.
  private static String noise() {
    byte[] bytes = new byte[60_000];
    new Random(1).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
