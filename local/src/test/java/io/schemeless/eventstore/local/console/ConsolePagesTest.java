package io.schemeless.eventstore.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.schemeless.eventstore.local.LocalHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsolePagesTest {
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Path built;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    built = Files.createDirectory(directory.resolve("built"));
    Files.writeString(directory.resolve("openapi.yaml"), "openapi: 3.1.0\n");
    Files.writeString(directory.resolve("secret.html"), "secret");
    server = LocalHttpServer.bind(0);
    new ConsolePages(built, directory.resolve("openapi.yaml"), "{\"api\":\"/\"}")
        .handlers()
        .forEach(server::createContext);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private void build() throws IOException {
    for (String file :
        new String[] {
          "console/index.html",
          "console/assets/a.js",
          "docs/index.html",
          "problems/throttled/index.html"
        }) {
      Path path = built.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }

  @Test
  void a_console_that_was_not_built_says_why_and_the_contract_is_there() throws Exception {
    Files.writeString(built.resolve("skipped.txt"), "It needs Node.js.\n");

    assertThat(get("/console/").statusCode()).isEqualTo(503);
    assertThat(get("/console/").body()).contains("It needs Node.js.").contains("/openapi.yaml");
    assertThat(get("/docs").body()).contains("not built");
    assertThat(get("/openapi.yaml").body()).startsWith("openapi");
  }

  @Test
  void files_come_with_their_type_and_a_policy_that_allows_nothing_of_others() throws Exception {
    build();

    HttpResponse<String> page = get("/console/");
    assertThat(page.body()).isEqualTo("console/index.html");
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
    HttpResponse<String> script = get("/console/assets/a.js");
    assertThat(script.headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(script.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
    assertThat(get("/problems/throttled").body()).isEqualTo("problems/throttled/index.html");
    assertThat(get("/docs").body()).isEqualTo("docs/index.html");
    assertThat(get("/console/config.json").body()).isEqualTo("{\"api\":\"/\"}");
    assertThat(get("/console").headers().firstValue("location")).contains("/console/");
  }

  @Test
  void what_is_not_of_the_build_is_not_there() throws Exception {
    build();

    for (String path :
        new String[] {
          "/console/../secret.html",
          "/console/%2e%2e/secret.html",
          "/docs/%2e%2e/%2e%2e/secret.html",
          "/docs/%2e%2e/console/index.html",
          "/console/%2e%2e/docs/index.html",
          "/console/none.js",
          "/consolex",
          "/docsx",
          "/problems/nothing"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void it_is_read_only() throws Exception {
    build();

    HttpResponse<String> head = send("HEAD", "/console/");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-length")).contains("18");
    assertThat(head.body()).isEmpty();
    assertThat(send("POST", "/console/").statusCode()).isEqualTo(405);
  }
}
