package io.schemeless.eventstore.local.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The console at `/console`, the API's reference and the documents at `/docs`, the problems at
/// `/problems`, the contract at `/openapi.yaml`.
public final class ConsolePages {
  private static final String CONSOLE = "/console";

  /// What a build of the console leaves where it could not be built: why.
  private static final String SKIPPED = "skipped.txt";

  private static final String NOT_BUILT =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>The console is not"
          + " built</title><h1>The console is not built</h1><p>%s</p><p>Then stop the store and"
          + " start it again: <code>./eventstore local</code> builds what is missing. The API"
          + " works without it; its contract is <a"
          + " href=\"/openapi.yaml\">/openapi.yaml</a>.</p></html>";
  private static final String NO_REASON = "It needs Node.js 20.19 or newer, with npm.";

  private final Path built;
  private final Path contract;
  private final String settings;

  /// @param built what the build of the console wrote, if it did
  /// @param contract the OpenAPI document
  /// @param settings what the console is told of its store, as JSON
  public ConsolePages(Path built, Path contract, String settings) {
    this.built = built;
    this.contract = contract;
    this.settings = settings;
  }

  public boolean isBuilt() {
    return Files.isRegularFile(built.resolve("console/index.html"));
  }

  /// Why it is not built, in a sentence.
  public String reason() {
    try {
      return Files.readString(built.resolve(SKIPPED)).strip();
    } catch (IOException e) {
      return NO_REASON;
    }
  }

  /// What answers below which path.
  public Map<String, HttpHandler> handlers() {
    return Map.of(
        CONSOLE,
        page(this::console),
        "/docs",
        page(path -> file("/docs", path)),
        "/problems",
        page(path -> file("/problems", path)),
        "/openapi.yaml",
        page(_ -> Page.file(contract)));
  }

  private interface Pages {
    Page at(String path) throws IOException;
  }

  private static HttpHandler page(Pages pages) {
    return exchange -> {
      try (exchange) {
        answer(exchange, pages).send(exchange);
      }
    };
  }

  private static Page answer(HttpExchange exchange, Pages pages) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String context = exchange.getHttpContext().getPath();
    if (path.length() > context.length() && path.charAt(context.length()) != '/') {
      return Page.NOT_FOUND;
    }
    return List.of("GET", "HEAD").contains(exchange.getRequestMethod())
        ? pages.at(path)
        : Page.NOT_ALLOWED;
  }

  private Page console(String path) throws IOException {
    if (path.equals(CONSOLE)) {
      return Page.movedTo(CONSOLE + "/");
    }
    if (path.equals(CONSOLE + "/config.json")) {
      return Page.json(settings);
    }
    return file(CONSOLE, path);
  }

  /// A file, or the index of a directory. Whatever leads out of the build is not there.
  private Page file(String room, String path) throws IOException {
    if (!isBuilt()) {
      return Page.notBuilt(NOT_BUILT.formatted(reason()));
    }
    String name = path.substring(path.startsWith("/") ? 1 : 0);
    Path found = built.resolve(name).normalize();
    if (!found.startsWith(built.resolve(room.replace("/", "")))) {
      return Page.NOT_FOUND;
    }
    if (Files.isDirectory(found)) {
      found = found.resolve("index.html");
    }
    return Files.isRegularFile(found) ? Page.file(found) : Page.NOT_FOUND;
  }
}
