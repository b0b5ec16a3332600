package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Pages that name the next one until there is none, or until they are caught up.
final class PageWalk<T> implements Supplier<@Nullable List<T>> {
  private final EventStoreClient client;
  private final String target;
  private final String parameter;
  private final Function<JsonNode, List<T>> read;
  private final boolean untilCaughtUp;
  private @Nullable String next;
  private boolean ended;

  PageWalk(
      EventStoreClient client,
      String target,
      String parameter,
      @Nullable String first,
      Function<JsonNode, List<T>> read,
      boolean untilCaughtUp) {
    this.client = client;
    this.target = target;
    this.parameter = parameter;
    this.next = first;
    this.read = read;
    this.untilCaughtUp = untilCaughtUp;
  }

  @Override
  public @Nullable List<T> get() {
    if (ended) {
      return null;
    }
    String from = next == null ? "" : "&" + parameter + "=" + StreamName.encode(next);
    JsonNode page = client.exchange(ApiRequest.get(target + from)).json();
    next = EventCodec.text(page, "next");
    ended = next == null || (untilCaughtUp && page.path("caughtUp").asBoolean());
    return read.apply(page);
  }
}
