package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `eventstore local` on emulators of its own, in a shell whose every setting leads astray.
class HostileShellTest {
  private static final String NOWHERE = "http://127.0.0.1:9";

  /// A body of over 32 KiB lies in S3, so that both clients are used.
  private static final String LARGE =
      "[{\"domain\":\"permit\",\"type\":\"Asked\",\"payload\":\"" + "a".repeat(40_000) + "\"}]";

  @TempDir private Path home;

  @Test
  void a_store_on_its_own_emulators_takes_nothing_from_the_shell() throws Exception {
    Process process = LocalProcess.start(hostile(), "local", "--port", "0");
    try (HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String ready = output.readLine();
      assertThat(ready)
          .as(() -> process.errorReader().lines().toList().toString())
          .startsWith("The store is ready at http://127.0.0.1:");
      URI events = URI.create(ready.substring(ready.indexOf("http")) + "/events");

      HttpResponse<String> appended =
          client.send(
              HttpRequest.newBuilder(events)
                  .header("content-type", "application/json")
                  .POST(BodyPublishers.ofString(LARGE))
                  .build(),
              BodyHandlers.ofString());
      HttpResponse<String> read =
          client.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofString());

      assertThat(appended.statusCode()).isEqualTo(201);
      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(read.body()).contains("a".repeat(40_000));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Map<String, String> hostile() throws Exception {
    Path broken = Files.writeString(home.resolve("config"), "[profile\n = = broken");
    Map<String, String> shell = new HashMap<>();
    for (String proxy : new String[] {"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"}) {
      shell.put(proxy, NOWHERE);
    }
    shell.put("NO_PROXY", "");
    shell.put(
        "JAVA_TOOL_OPTIONS",
        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttp.nonProxyHosts=none.example");
    shell.put("AWS_PROFILE", "expired");
    shell.put("AWS_CONFIG_FILE", broken.toString());
    shell.put("AWS_SHARED_CREDENTIALS_FILE", broken.toString());
    shell.put("AWS_ENDPOINT_URL", NOWHERE);
    shell.put("AWS_REGION", "nowhere-1");
    shell.put("AWS_DEFAULTS_MODE", "auto");
    shell.put("AWS_RETRY_MODE", "garbage");
    shell.put("AWS_MAX_ATTEMPTS", "garbage");
    shell.put("AWS_REQUEST_CHECKSUM_CALCULATION", "garbage");
    shell.put("AWS_RESPONSE_CHECKSUM_VALIDATION", "garbage");
    shell.put("AWS_USE_FIPS_ENDPOINT", "true");
    shell.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    shell.put("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "garbage");
    shell.put("AWS_ACCOUNT_ID_ENDPOINT_MODE", "required");
    shell.put("AWS_ENABLE_ENDPOINT_DISCOVERY", "true");
    shell.put("AWS_AUTH_SCHEME_PREFERENCE", "sigv4a");
    shell.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    return shell;
  }
}
