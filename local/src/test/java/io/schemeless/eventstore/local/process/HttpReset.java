package io.schemeless.eventstore.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.server.LocalServer;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ResetStore;
import io.schemeless.eventstore.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/// Empties a store over HTTP, whose server may be gone at any moment.
///
/// @param url where it is now
record HttpReset(HttpClient http, Supplier<URI> url) implements ResetStore {
  /// @param budget as long as the answer is waited for
  @Override
  public PurgeState reset(Duration budget) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.get() + "/reset"))
            .timeout(budget)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{\"confirm\":\"" + LocalServer.STAGE + "\"}"))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      JsonNode body = Json.parse(answer.body()).toNode();
      if (answer.statusCode() == 202) {
        JsonNode purge = body.path("purge");
        return new PurgeState(
            purge.path("items").asInt(),
            purge.path("objects").asInt(),
            purge.path("complete").asBoolean());
      }
      if (body.path("retryable").asBoolean()) {
        throw new StoreException.Unavailable("not now", null);
      }
      throw new IllegalStateException("an answer that nothing explains: " + body);
    } catch (IOException e) {
      throw new StoreException.OutcomeUnknown("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.OutcomeUnknown("no answer", e);
    }
  }

  @Override
  public PurgeState purge(Duration budget) {
    return reset(budget);
  }

  @Override
  public void recreate() {
    throw new UnsupportedOperationException("no route does it");
  }
}
