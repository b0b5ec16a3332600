package io.schemeless.eventstore.local.remote;

import io.schemeless.eventstore.client.ApiAnswer;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A replay as the text that the store answers: nothing of it is read and written anew, so it is
/// what the store has, byte by byte. The next page is asked for while the last one is used.
public final class TextPages implements Iterator<TextPages.TextPage>, AutoCloseable {
  /// One event a line.
  public static final String NDJSON = "application/x-ndjson";

  /// A JSON array of CloudEvents.
  public static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  /// @param body lines, or an array
  /// @param next the token behind it
  public record TextPage(byte[] body, String next, boolean caughtUp) {}

  private final EventStoreClient client;
  private final Replay replay;
  private final String mediaType;
  private final boolean endless;
  private final Ahead ahead = new Ahead();
  private @Nullable TextPage last;
  private @Nullable String token;

  /// @param after where to go on, or none for the beginning
  /// @param endless whether the end of the log is no end
  public TextPages(
      EventStoreClient client,
      Replay replay,
      String mediaType,
      @Nullable String after,
      boolean endless) {
    this.client = client;
    this.replay = endless ? replay.following() : replay;
    this.mediaType = mediaType;
    this.endless = endless;
    this.token = after;
  }

  @Override
  public boolean hasNext() {
    return last == null || endless || !last.caughtUp();
  }

  @Override
  public TextPage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    TextPage page = ahead.isAsked() ? ahead.take() : page(token);
    last = page;
    token = page.next();
    if (!page.caughtUp()) {
      ahead.ask(() -> page(page.next()));
    }
    return page;
  }

  private TextPage page(@Nullable String after) {
    ApiRequest request = replay.request(after).with("Accept", mediaType);
    ApiAnswer answer = client.exchange(request);
    return new TextPage(
        answer.body(),
        URLDecoder.decode(answer.header("Event-Store-Next"), StandardCharsets.UTF_8),
        Boolean.parseBoolean(answer.header("Event-Store-Caught-Up")));
  }

  @Override
  public void close() {
    ahead.close();
  }
}
