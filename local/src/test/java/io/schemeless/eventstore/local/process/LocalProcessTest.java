package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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
    try (LocalProcess first = LocalProcess.serve(data)) {
      assertThat(post(first, EVENT).statusCode()).isEqualTo(201);
      ProcessHandle child = first.child();

      first.process().destroyForcibly();

      assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(child);
    }
    try (LocalProcess second = LocalProcess.serve(data)) {
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
    try (LocalProcess local = LocalProcess.serve(data)) {

      local.child().destroyForcibly();

      assertThat(local.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(local.process().exitValue()).isEqualTo(1);
      assertThat(local.process().errorReader().readLine())
          .isEqualTo("eventstore local: DynamoDB Local stopped by itself");
    }
  }

  private HttpResponse<String> post(LocalProcess local, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(local.url().resolve("/events"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> replay(LocalProcess local) throws Exception {
    return client.send(
        HttpRequest.newBuilder(local.url().resolve("/events")).build(), BodyHandlers.ofString());
  }
}
