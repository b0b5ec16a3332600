package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Every event of the store in its one order, or those of a domain and of types. It is lazy: a page
/// is asked for when it is needed. Each call makes another replay, so one can be kept and used
/// again.
///
/// ```java
/// for (RecordedEvent event : client.replay().domain("permit")) { ... }        // up to now
/// for (ReplayPage page : client.replay().after(token).following().pages()) {  // for ever
///   ...
///   save(page.next());
/// }
/// ```
public final class Replay implements Iterable<RecordedEvent> {
  /// As many events as a page can have.
  public static final int MAX_PAGE = 10_000;

  private static final int DEFAULT_PAGE = 1_000;
  private static final int WAIT_SECONDS = 20;

  private final EventStoreClient client;
  private final @Nullable String after;
  private final @Nullable String domain;
  private final List<String> types;
  private final int pageSize;
  private final boolean following;

  Replay(EventStoreClient client) {
    this(client, null, null, List.of(), DEFAULT_PAGE, false);
  }

  private Replay(
      EventStoreClient client,
      @Nullable String after,
      @Nullable String domain,
      List<String> types,
      int pageSize,
      boolean following) {
    this.client = client;
    this.after = after;
    this.domain = domain;
    this.types = types;
    this.pageSize = pageSize;
    this.following = following;
  }

  /// From a token on, which must come from a replay of the same domain and types; none is the
  /// beginning.
  public Replay after(@Nullable String token) {
    return new Replay(client, token, domain, types, pageSize, following);
  }

  /// Of one domain.
  public Replay domain(@Nullable String only) {
    return new Replay(client, after, only, types, pageSize, following);
  }

  /// Of these types; none are all.
  public Replay types(List<String> only) {
    return new Replay(client, after, domain, List.copyOf(only), pageSize, following);
  }

  /// How many events are asked for at a time, 1 to [#MAX_PAGE].
  public Replay pageSize(int events) {
    if (events < 1 || events > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " events");
    }
    return new Replay(client, after, domain, types, events, following);
  }

  /// Without an end: at the end of the log it waits for what comes.
  public Replay following() {
    return new Replay(client, after, domain, types, pageSize, true);
  }

  /// The request for the page after a token, to be sent by [EventStoreClient#exchange].
  public ApiRequest request(@Nullable String token) {
    List<String> query = new ArrayList<>();
    query.add("limit=" + pageSize);
    if (token != null) {
      query.add("after=" + StreamName.encode(token));
    }
    if (domain != null) {
      query.add("domain=" + StreamName.encode(domain));
    }
    types.forEach(type -> query.add("type=" + StreamName.encode(type)));
    if (following) {
      query.add("wait=" + WAIT_SECONDS);
    }
    return ApiRequest.get("/events?" + String.join("&", query));
  }

  /// The pages. There is at least one; the last is the first that is caught up, and a replay that
  /// follows has none.
  public Iterable<ReplayPage> pages() {
    return () ->
        new Iterator<>() {
          private @Nullable ReplayPage last;

          @Override
          public boolean hasNext() {
            return last == null || following || !last.caughtUp();
          }

          @Override
          public ReplayPage next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            last = page(last == null ? after : last.next());
            return last;
          }
        };
  }

  private ReplayPage page(@Nullable String token) {
    JsonNode json = client.exchange(request(token)).json();
    return new ReplayPage(
        EventCodec.readAll(json.path("events")),
        json.path("next").asText(),
        json.path("caughtUp").asBoolean());
  }

  @Override
  public Iterator<RecordedEvent> iterator() {
    Iterator<ReplayPage> pages = pages().iterator();
    return new Flattened<>(() -> pages.hasNext() ? pages.next().events() : null);
  }

  /// The events as a sequential stream.
  public Stream<RecordedEvent> stream() {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), 0), false);
  }

  /// The events, to whoever subscribes: each subscriber has a replay of its own, on a virtual
  /// thread of its own, and is sent no more than it asked for.
  public Flow.Publisher<RecordedEvent> publisher() {
    return new ReplayPublisher(this);
  }
}
