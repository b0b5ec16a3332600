package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Every event of the store in its one order, or those that are asked for. It is lazy: a page is
/// asked for when it is needed. Each call makes another replay, so one can be kept and used again.
///
/// ```java
/// for (RecordedEvent event : client.replay().domain("permit")) { ... }        // up to now
/// for (ReplayPage page : client.replay().after(token).following().pages()) {  // for ever
///   ...
///   save(page.next());
/// }
/// ```
///
/// It starts at the beginning, or where the last of [#after], [#afterEvent], [#from], [#since] and
/// [#last] says.
public final class Replay implements Iterable<RecordedEvent> {
  /// As many events as a page can have.
  public static final int MAX_PAGE = 10_000;

  private static final int DEFAULT_PAGE = 1_000;
  private static final int WAIT_SECONDS = 20;

  private final EventStoreClient client;
  private final List<String> start;
  private final ReplayChoice choice;
  private final int pageSize;
  private final boolean following;

  Replay(EventStoreClient client) {
    this(client, List.of(), ReplayChoice.ALL, DEFAULT_PAGE, false);
  }

  private Replay(
      EventStoreClient client,
      List<String> start,
      ReplayChoice choice,
      int pageSize,
      boolean following) {
    this.client = client;
    this.start = start;
    this.choice = choice;
    this.pageSize = pageSize;
    this.following = following;
  }

  private Replay starting(String... parameters) {
    return new Replay(client, List.of(parameters), choice, pageSize, following);
  }

  private Replay only(ReplayChoice wanted) {
    return new Replay(client, start, wanted, pageSize, following);
  }

  private static String parameter(String name, String value) {
    return name + "=" + StreamName.encode(value);
  }

  /// From a token on, which must come from a replay of the same events; none is the beginning.
  public Replay after(@Nullable String token) {
    return token == null ? starting() : starting(parameter("after", token));
  }

  /// Behind the event that this id names alone. If there is none, the first page is a
  /// [StoreProblem] of the kind `event-not-found`.
  public Replay afterEvent(String id) {
    return starting(parameter("afterEvent", id));
  }

  /// Behind the event of this source with this id, as that of a CloudEvent.
  public Replay afterEvent(String id, String source) {
    return starting(parameter("afterEvent", id), parameter("source", source));
  }

  /// From a position on, exactly; one that the log has not reached is waited for.
  public Replay from(long position) {
    return starting("from=" + position);
  }

  /// From the events on that were recorded at a time or later. It misses none of them, as long as
  /// the clocks of those who append differ by less than a minute, and may bring some of the minute
  /// before first.
  public Replay since(Instant time) {
    return starting(parameter("since", time.toString()));
  }

  /// From so many positions before the end on; 0 is what comes from now on. A position has one
  /// event or several, or none.
  public Replay last(long positions) {
    return starting("last=" + positions);
  }

  /// Of one domain.
  public Replay domain(@Nullable String name) {
    return only(choice.domain(name));
  }

  /// Of these types; none are all.
  public Replay types(List<String> types) {
    return only(choice.types(types));
  }

  /// With all of these tags; an index finds them.
  public Replay tags(List<String> tags) {
    return only(choice.tags(tags));
  }

  /// What any of the items wants, in place of domain, types and tags.
  public Replay matching(List<QueryItem> items) {
    return only(choice.items(items));
  }

  public Replay matching(QueryItem... items) {
    return matching(List.of(items));
  }

  /// How many events are asked for at a time, 1 to [#MAX_PAGE].
  public Replay pageSize(int events) {
    if (events < 1 || events > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " events");
    }
    return new Replay(client, start, choice, events, following);
  }

  /// Without an end: at the end of the log it waits for what comes.
  public Replay following() {
    return new Replay(client, start, choice, pageSize, true);
  }

  /// The request for the page after a token, or for the first one, to be sent by
  /// [EventStoreClient#exchange].
  public ApiRequest request(@Nullable String token) {
    List<String> query = new ArrayList<>();
    query.add("limit=" + pageSize);
    query.addAll(token == null ? start : List.of(parameter("after", token)));
    if (following) {
      query.add("wait=" + WAIT_SECONDS);
    }
    return choice.request(query);
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
            last = page(last == null ? null : last.next());
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
