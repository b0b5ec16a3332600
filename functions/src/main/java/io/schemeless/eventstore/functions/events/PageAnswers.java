package io.schemeless.eventstore.functions.events;

import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.Links;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Percent;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.store.EventPage;
import java.util.Map;

/// Renders a page of the log or of a chain: always with the token to go on with, in the body, in
/// `Link` and in `Event-Store-Next`.
public final class PageAnswers {
  private PageAnswers() {}

  public static Answer of(Request request, MediaType type, EventPage page) {
    count(request, page.events().size());
    String next = page.next().value();
    return EventAnswers.list(
            type,
            page.events(),
            json -> {
              json.writeStringField("next", next);
              json.writeNumberField("position", page.position());
              json.writeBooleanField("caughtUp", page.caughtUp());
            })
        .with(
            Map.of(
                "link", Links.next(request, "after", next, StartPlace.PARAMETERS),
                "event-store-next", Percent.encode(next),
                "event-store-position", Long.toString(page.position()),
                "event-store-caught-up", Boolean.toString(page.caughtUp())));
  }

  /// Counts a page of so many events.
  public static void count(Request request, int events) {
    request.counts().add(Metric.PAGES, 1);
    request.counts().add(Metric.EVENTS_REPLAYED, events);
  }
}
