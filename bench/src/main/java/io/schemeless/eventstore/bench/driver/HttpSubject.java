package io.schemeless.eventstore.bench.driver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalServer;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The real handlers behind the local server; client and server are both in this process.
final class HttpSubject implements Subject {
  private static final JsonFactory JSON = new JsonFactory();

  private final GatewayServer gateway;
  private final LocalServer server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  HttpSubject(String name, Emulators.Endpoints endpoints) {
    this.gateway = GatewayServer.bind(0, InstantSource.system());
    this.server = LocalServer.serve(gateway, name, endpoints, new LocalEnvironment(Map.of()));
  }

  @Override
  public void append(List<NewEvent> events) {
    post(written(events));
  }

  @Override
  public void appendUnique(List<NewEvent> events, String tag) {
    post(
        "{\"events\":%s,\"condition\":{\"failIfEventsMatch\":[{\"tags\":[\"%s\"]}]}}"
            .formatted(written(events), tag));
  }

  private static String written(List<NewEvent> events) {
    return events.stream()
        .map(event -> new String(EventJson.write(event, true), StandardCharsets.UTF_8))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void post(String body) {
    send(
        request("/events")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Override
  public int read(StreamId stream) {
    String path = "/streams/" + stream.domain() + "/" + stream.identifier() + "/events?limit=1000";
    return listed(send(request(path).GET())).types.size();
  }

  @Override
  public Pages replay(int page) {
    return new Pages() {
      private @Nullable String token;
      private boolean caughtUp;

      @Override
      public int next() {
        if (caughtUp) {
          return -1;
        }
        Listed listed = page(token, page, 0);
        token = listed.next;
        caughtUp = listed.caughtUp;
        return listed.types.size();
      }
    };
  }

  @Override
  public Waiting tail() {
    Listed[] last = {page(null, 1_000, 0)};
    while (!last[0].types.isEmpty()) {
      last[0] = page(last[0].next, 1_000, 0);
    }
    return () -> {
      last[0] = page(last[0].next, 100, 1);
      return last[0].types;
    };
  }

  private Listed page(@Nullable String after, int limit, int wait) {
    String token =
        after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    return listed(send(request("/events?limit=" + limit + token + "&wait=" + wait).GET()));
  }

  private record Listed(List<String> types, String next, boolean caughtUp) {}

  /// Reads a page once, and keeps of it what a driver asks for.
  private static Listed listed(byte[] body) {
    List<String> types = new ArrayList<>();
    String next = "";
    boolean caughtUp = false;
    try (JsonParser json = JSON.createParser(body)) {
      int depth = 0;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token != JsonToken.FIELD_NAME) {
          continue;
        }
        if (depth == 3 && json.currentName().equals("type")) {
          types.add(json.nextTextValue());
        } else if (depth == 1 && json.currentName().equals("next")) {
          next = json.nextTextValue();
        } else if (depth == 1 && json.currentName().equals("caughtUp")) {
          caughtUp = json.nextToken() == JsonToken.VALUE_TRUE;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Listed(types, next == null ? "" : next, caughtUp);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private byte[] send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 == 2) {
        return answer.body();
      }
      String why = answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
      if (why.contains("outcome-unknown")) {
        throw new StoreException.OutcomeUnknown(why, null);
      }
      if (answer.statusCode() == 503 || answer.statusCode() == 429) {
        throw new StoreException.Unavailable(why, null);
      }
      throw new IllegalStateException(why);
    } catch (IOException e) {
      throw new StoreException.OutcomeUnknown(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Usage usage() {
    return server.store().meter().usage();
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
