package io.schemeless.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `eventstore local` as a process, stopped in every way.
class LocalProcessTest {
  private static final String EVENT =
      "[{\"domain\":\"permit\",\"identifier\":\"case-1\",\"type\":\"Asked\",\"payload\":0}]";

  @TempDir private Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void it_keeps_its_data_and_leaves_no_child_however_it_ends() throws Exception {
    try (Local first = start()) {
      assertThat(post(first, EVENT).statusCode()).isEqualTo(201);
      ProcessHandle child = first.child();

      first.process().destroyForcibly();

      assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(child);
    }
    try (Local second = start()) {
      assertThat(replay(second).body()).contains("case-1").contains("\"caughtUp\":true");
      ProcessHandle child = second.child();

      second.process().toHandle().destroy();

      assertThat(second.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(child.isAlive()).isFalse();
      assertThat(second.process().errorReader().lines()).isEmpty();
    }
  }

  @Test
  void it_ends_with_an_error_when_dynamodb_local_dies() throws Exception {
    try (Local local = start()) {

      local.child().destroyForcibly();

      assertThat(local.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(local.process().exitValue()).isEqualTo(1);
      assertThat(local.process().errorReader().readLine())
          .isEqualTo("eventstore local: DynamoDB Local stopped by itself");
    }
  }

  private Local start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "local",
            "--port",
            "0",
            "--data",
            data.toString());
    Process process = new ProcessBuilder(command).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    assertThat(line).startsWith("The store is ready at http://127.0.0.1:");
    return new Local(process, URI.create(line.substring(line.indexOf("http"))));
  }

  private record Local(Process process, URI url) implements AutoCloseable {
    ProcessHandle child() {
      return process.children().findFirst().orElseThrow();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private HttpResponse<String> post(Local local, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(local.url().resolve("/events"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> replay(Local local) throws Exception {
    return client.send(
        HttpRequest.newBuilder(local.url().resolve("/events")).build(), BodyHandlers.ofString());
  }
}
