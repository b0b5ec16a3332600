package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.client.ApiAnswer;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.local.transfer.Elements;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lists that come in pages.
final class JsonPages {
  private JsonPages() {}

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Every event of a list, as the store wrote it.
  ///
  /// @param target with a query
  /// @param parameter that takes what a page calls `next`
  /// @param first what the first page gets for it, or none
  /// @param limit after so many it is enough
  /// @return how many there were
  static long events(
      EventStoreClient client,
      String target,
      String parameter,
      @Nullable String first,
      long limit,
      Consumer<byte[]> consumer) {
    long count = 0;
    String next = first == null ? "" : "&" + parameter + "=" + encode(first);
    while (true) {
      ApiAnswer answer = client.exchange(ApiRequest.get(target + next));
      Elements events = new Elements(new ByteArrayInputStream(answer.body()));
      for (byte[] event = events.next(); event != null; event = events.next()) {
        if (count == limit) {
          return count;
        }
        count++;
        consumer.accept(event);
      }
      JsonNode page = answer.json();
      if (!page.hasNonNull("next") || page.path("caughtUp").asBoolean() || count == limit) {
        return count;
      }
      next = "&" + parameter + "=" + encode(page.path("next").asText());
    }
  }
}
