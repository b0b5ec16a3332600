package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The checks that the specification of dynamic consistency boundaries (dcb.events) makes of a
/// store, written from their description, and the races that a store without an order loses.
public abstract class ConditionRaceContract extends StoreContract {
  private static final int WRITERS = 20;

  private static final int DECISIONS_EACH = 10;

  private static StreamId own(int writer) {
    return StreamId.of("writer", "" + writer);
  }

  /// What one writer read and then wrote.
  private record Decided(EventQuery query, long after, long number) {}

  @Tag("many")
  @Test
  void every_append_of_twenty_conditional_writers_kept_its_condition() {
    AtomicInteger numbers = new AtomicInteger();
    ConcurrentLinkedQueue<Decided> decided = new ConcurrentLinkedQueue<>();
    AtOnce.run(
        WRITERS,
        i -> {
          EventStore store = i % 2 == 0 ? this.store : ports.open();
          Random random = new Random(i);
          for (int made = 0; made < aPartOf(DECISIONS_EACH); ) {
            String one = "t" + random.nextInt(4);
            String two = "u" + random.nextInt(4);
            EventQuery query =
                EventQuery.of(Item.ofTags(one), Item.ofTags(two).withTypes("numbered"));
            ContinuationToken seen = seen(store, query);
            NewEvent event = event(own(i), numbers.incrementAndGet()).withTags(one, two);
            try {
              AppendResult result =
                  store.append(
                      AppendRequest.of(event)
                          .withCondition(AppendCondition.noneSince(seen, query)));
              long number = Event.number(result.position(), result.events().getFirst().index());
              decided.add(new Decided(query, store.numberAt(seen), number));
              made++;
            } catch (ConditionFailed e) {
              // Somebody else was first; decide anew.
            }
          }
          return i;
        });

    List<Event> log = list(store.allEvents(1_000));
    assertThat(log).hasSize(WRITERS * aPartOf(DECISIONS_EACH));
    for (Decided each : decided) {
      assertThat(log)
          .filteredOn(e -> e.number() >= each.after && e.number() < each.number)
          .noneMatch(e -> each.query.wants(e.type(), e.tags()));
    }
    for (int i = 0; i < aPartOf(1_000); i++) {
      Event last = log.get(i % log.size());
      EventQuery query = EventQuery.of(Item.ofTags(last.tags().getFirst()));
      assertThat(refused(AppendCondition.none(query))).isTrue();
    }
  }

  /// How many of those that the specification's check makes are made here.
  protected abstract int aPartOf(int whole);

  private boolean refused(AppendCondition condition) {
    try {
      store.append(AppendRequest.of(event(A, 0)).withCondition(condition));
      return false;
    } catch (ConditionFailed e) {
      return true;
    }
  }

  private static ContinuationToken seen(EventStore store, EventQuery query) {
    @Nullable ContinuationToken token = null;
    while (true) {
      EventPage page = store.query(query, token, PageLimits.DEFAULT);
      token = page.next();
      if (page.caughtUp()) {
        return token;
      }
    }
  }

  @Test
  void on_one_query_one_writer_wins_each_round() {
    EventQuery query = EventQuery.of(Item.ofTags("one"));
    for (int round = 0; round < 5; round++) {
      ContinuationToken seen = seen(store, query);
      List<Boolean> won =
          AtOnce.run(
              WRITERS,
              i -> {
                try {
                  (i % 2 == 0 ? store : ports.open())
                      .append(
                          AppendRequest.of(event(own(i), i).withTags("one"))
                              .withCondition(AppendCondition.noneSince(seen, query)));
                  return true;
                } catch (ConditionFailed e) {
                  return false;
                }
              });
      assertThat(won).containsOnlyOnce(true);
    }
    assertThat(list(store.events(query))).hasSize(5);
  }

  @Test
  void positions_only_rise_for_every_reader() {
    List<Boolean> risen =
        AtOnce.run(
            6,
            i -> {
              if (i < 3) {
                for (int n = 0; n < 40; n++) {
                  ports.open().append(AppendRequest.of(event(own(i), n).withTags("x")));
                }
                return true;
              }
              return rises(ports.open(), i == 5);
            });

    assertThat(risen).containsOnly(true);
  }

  /// Whether a reader that tails sees only higher numbers, and in the end all of them.
  private static boolean rises(EventStore store, boolean byQuery) {
    EventQuery query = EventQuery.of(Item.ofTags("x"));
    List<Long> numbers = new ArrayList<>();
    @Nullable ContinuationToken token = null;
    while (numbers.size() < 120) {
      EventPage page =
          byQuery
              ? store.query(query, token, PageLimits.DEFAULT)
              : store.replay(token, PageLimits.DEFAULT, ReplayFilter.ALL);
      page.events().forEach(event -> numbers.add(event.number()));
      token = page.next();
    }
    return numbers.equals(numbers.stream().sorted().distinct().toList());
  }

  @Test
  void unconditional_writers_at_once_meet_no_error() {
    AtOnce.run(
        WRITERS,
        i -> {
          EventStore store = i % 4 == 0 ? ports.open() : this.store;
          for (int n = 0; n < 10; n++) {
            store.append(AppendRequest.of(event(own(i), n).withTags("all", "of" + i)));
          }
          return i;
        });

    Set<Long> numbers = new HashSet<>();
    list(store.events(EventQuery.of(Item.ofTags("all")))).forEach(e -> numbers.add(e.number()));
    assertThat(numbers).hasSize(WRITERS * 10);
  }
}
