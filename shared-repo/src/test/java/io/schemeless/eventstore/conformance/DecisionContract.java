package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The examples by which stores with a dynamic consistency boundary are compared, each with the
/// race that it must survive. The how-to on decisions shows the same code.
public abstract class DecisionContract extends StoreContract {
  private static final int AT_ONCE = 12;

  /// Reads what a decision is made of, decides, and appends what was decided; again if something
  /// that the decision is made of came meanwhile. Nothing is appended where nothing is decided.
  private static boolean decide(
      EventStore store, EventQuery query, Function<List<Event>, List<NewEvent>> decision) {
    while (true) {
      List<Event> events = new ArrayList<>();
      @Nullable ContinuationToken token = null;
      EventPage page;
      do {
        page = store.query(query, token, PageLimits.DEFAULT);
        events.addAll(page.events());
        token = page.next();
      } while (!page.caughtUp());
      List<NewEvent> decided = decision.apply(events);
      if (decided.isEmpty()) {
        return false;
      }
      try {
        store.append(
            AppendRequest.of(decided).withCondition(AppendCondition.noneSince(token, query)));
        return true;
      } catch (ConditionFailed e) {
        // Decide anew, with what came meanwhile.
      }
    }
  }

  private EventStore process(int i) {
    return i % 2 == 0 ? store : ports.open();
  }

  private static long count(List<Event> events, String type, String tag) {
    return events.stream().filter(e -> e.type().equals(type) && e.tags().contains(tag)).count();
  }

  private static NewEvent happened(String stream, String id, String type, String... tags) {
    return NewEvent.of(StreamId.of(stream, id), type, Json.NULL).withTags(tags);
  }

  private static boolean subscribe(EventStore store, String course, String student) {
    String ofCourse = "course:" + course;
    String ofStudent = "student:" + student;
    EventQuery query = EventQuery.of(Item.ofTags(ofCourse), Item.ofTags(ofStudent));
    return decide(
        store,
        query,
        events -> {
          boolean full = count(events, "subscribed", ofCourse) >= 3;
          boolean busy = count(events, "subscribed", ofStudent) >= 2;
          boolean twice =
              events.stream().anyMatch(e -> e.tags().containsAll(List.of(ofCourse, ofStudent)));
          return full || busy || twice
              ? List.of()
              : List.of(happened("subscription", course, "subscribed", ofCourse, ofStudent));
        });
  }

  @Test
  void no_course_takes_more_students_and_no_student_more_courses_than_allowed() {
    AtOnce.run(
        AT_ONCE,
        i ->
            IntStream.range(0, 4)
                .filter(n -> subscribe(process(i), "c" + (i + n) % 4, "s" + i % 5))
                .count());

    List<Event> all = list(store.allEvents(100));
    for (int i = 0; i < 5; i++) {
      assertThat(count(all, "subscribed", "course:c" + i)).isLessThanOrEqualTo(3);
      assertThat(count(all, "subscribed", "student:s" + i)).isLessThanOrEqualTo(2);
    }
    assertThat(all).extracting(Event::tags).doesNotHaveDuplicates().hasSizeGreaterThan(6);
  }

  private static boolean register(EventStore store, String name, String user) {
    String tag = "username:" + name;
    try {
      store.append(
          AppendRequest.of(happened("user", user, "registered", tag))
              .withCondition(AppendCondition.none(EventQuery.of(Item.ofTags(tag)))));
      return true;
    } catch (ConditionFailed e) {
      return false;
    }
  }

  @Test
  void a_user_name_is_taken_once() {
    List<Boolean> taken = AtOnce.run(AT_ONCE, i -> register(process(i), "anna", "u" + i));

    assertThat(taken).containsOnlyOnce(true);
    assertThat(register(store, "anna", "later")).isFalse();
    assertThat(register(store, "Anna", "other")).isTrue();
  }

  private static int invoice(EventStore store) {
    int[] number = new int[1];
    EventQuery query = EventQuery.of(Item.ofTags("invoices"));
    decide(
        store,
        query,
        events -> {
          number[0] = events.size() + 1;
          return List.of(happened("invoice", "" + number[0], "invoiced", "invoices"));
        });
    return number[0];
  }

  @Test
  void invoices_are_numbered_without_a_gap() {
    List<Integer> numbers = AtOnce.run(AT_ONCE, i -> invoice(process(i)));

    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, AT_ONCE).boxed().toList());
    assertThat(list(store.allEvents(100)))
        .extracting(e -> e.stream().identifier())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, AT_ONCE).mapToObj(Integer::toString).toList());
  }

  private static boolean confirm(EventStore store, String token) {
    String tag = "optin:" + token;
    return decide(
        store,
        EventQuery.of(Item.ofTags(tag)),
        events ->
            count(events, "signedUp", tag) == 1 && count(events, "confirmed", tag) == 0
                ? List.of(happened("signup", token, "confirmed", tag))
                : List.of());
  }

  @Test
  void a_token_of_an_opt_in_is_used_once() {
    store.append(AppendRequest.of(happened("signup", "t1", "signedUp", "optin:t1")));

    List<Boolean> used = AtOnce.run(AT_ONCE, i -> confirm(process(i), "t1"));

    assertThat(used).containsOnlyOnce(true);
    assertThat(confirm(store, "t1")).isFalse();
    assertThat(confirm(store, "never")).isFalse();
  }

  private static NewEvent priced(String product, int price) {
    return NewEvent.of(StreamId.of("product", product), "priced", Json.parse("" + price))
        .withTags("product:" + product);
  }

  /// Whether a customer who was shown a price gets the product at that price.
  private static boolean order(EventStore store, String product, String shown) {
    return decide(
        store,
        EventQuery.of(Item.ofTags("product:" + product).withTypes("priced")),
        events ->
            !events.isEmpty() && events.getLast().payload().text().equals(shown)
                ? List.of(
                    NewEvent.of(StreamId.of("order"), "ordered", Json.parse(shown))
                        .withTags("product:" + product))
                : List.of());
  }

  @Test
  void nothing_is_sold_at_a_price_that_has_changed() {
    store.append(AppendRequest.of(priced("p", 10)));

    AtOnce.run(
        AT_ONCE,
        i -> {
          if (i == AT_ONCE / 2) {
            process(i).append(AppendRequest.of(priced("p", 20)));
            return true;
          }
          return order(process(i), "p", i % 3 == 0 ? "20" : "10");
        });

    String price = "";
    for (Event event : list(store.allEvents(100))) {
      if (event.type().equals("priced")) {
        price = event.payload().text();
      } else {
        assertThat(event.payload().text()).isEqualTo(price);
      }
    }
    assertThat(order(store, "p", "20")).isTrue();
    assertThat(order(store, "p", "10")).isFalse();
  }
}
