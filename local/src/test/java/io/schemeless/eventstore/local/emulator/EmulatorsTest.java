package io.schemeless.eventstore.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.emulator.Emulators.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class EmulatorsTest {

  /// One story, for a start takes seconds.
  @Test
  void data_is_kept_for_one_process_at_a_time_that_only_this_machine_reaches(@TempDir Path data)
      throws Exception {
    try (Emulators first = Emulators.start(Plan.dataIn(data), EmulatorsTest::unexpected)) {
      write(first.endpoints());
      assertThatThrownBy(() -> Emulators.start(Plan.dataIn(data), EmulatorsTest::unexpected))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("in use by another process")
          .hasMessageNotContaining("\n");
    }

    try (Emulators second = Emulators.start(Plan.dataIn(data), EmulatorsTest::unexpected)) {
      holdsWhatWasWritten(second.endpoints());
      listensOnLoopbackOnly(second.endpoints());
    }
  }

  private static void write(Emulators.Endpoints endpoints) {
    try (DynamoDbClient dynamoDb = Aws.dynamoDb(endpoints.dynamoDb());
        S3Client s3 = Aws.s3(endpoints.s3())) {
      Aws.createTable(dynamoDb, "kept");
      s3.createBucket(bucket -> bucket.bucket("kept"));
      s3.putObject(put -> put.bucket("kept").key("a/b"), RequestBody.fromString("body"));
    }
  }

  private static void holdsWhatWasWritten(Emulators.Endpoints endpoints) {
    try (DynamoDbClient dynamoDb = Aws.dynamoDb(endpoints.dynamoDb());
        S3Client s3 = Aws.s3(endpoints.s3())) {
      assertThat(dynamoDb.listTables().tableNames()).containsExactly("kept");
      assertThat(s3.listObjectsV2(list -> list.bucket("kept")).contents())
          .singleElement()
          .satisfies(object -> assertThat(object.key()).isEqualTo("a/b"));
    }
  }

  private static void listensOnLoopbackOnly(Emulators.Endpoints endpoints) throws IOException {
    List<URI> both = List.of(endpoints.dynamoDb(), endpoints.s3());
    assertThat(both).allMatch(e -> accepts(InetAddress.getLoopbackAddress(), e.getPort()));
    for (InetAddress other : otherAddresses()) {
      assertThat(both).noneMatch(e -> accepts(other, e.getPort()));
    }
  }

  @Test
  void a_data_directory_that_is_a_file_is_refused(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> Emulators.start(Plan.dataIn(file), EmulatorsTest::unexpected))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void given_endpoints_are_used_and_nothing_is_started() {
    URI dynamoDb = URI.create("http://127.0.0.1:1");
    URI s3 = URI.create("http://127.0.0.1:2");
    List<ProcessHandle> before = ProcessHandle.current().children().toList();

    try (Emulators emulators =
        Emulators.start(new Plan(null, dynamoDb, s3), EmulatorsTest::unexpected)) {
      assertThat(emulators.endpoints()).isEqualTo(new Emulators.Endpoints(dynamoDb, s3));
      assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }
  }

  @Test
  void the_child_is_gone_after_close() {
    DynamoDbLocal child = DynamoDbLocal.start(null, false, EmulatorsTest::unexpected);

    child.close();

    assertThat(ProcessHandle.of(child.pid())).isEmpty();
  }

  @Test
  void a_child_that_dies_is_reported() throws Exception {
    BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    try (DynamoDbLocal child = DynamoDbLocal.start(null, false, reports::add)) {

      ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();

      assertThat(reports.poll(30, TimeUnit.SECONDS)).startsWith("DynamoDB Local stopped by itself");
    }
  }

  @Test
  void the_child_ends_when_its_parent_is_killed() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ParentOfDynamoDbLocal.class.getName())
            .start();
    String pid = parent.inputReader(StandardCharsets.UTF_8).readLine();
    ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

    parent.destroyForcibly();

    assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(child);
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void unexpected(String failure) {
    System.err.println(failure);
  }
}
