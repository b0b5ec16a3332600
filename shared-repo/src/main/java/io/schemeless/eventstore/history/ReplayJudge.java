package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import java.util.Iterator;
import java.util.List;

/// Holds what tailing readers saw against the log, and tries their tokens again.
final class ReplayJudge {
  /// How many tokens of a tail are tried; the first and the last are among them.
  private static final int TOKENS = 12;

  /// How many events of what follows a token are looked at.
  private static final int FOLLOWED = 500;

  private static final int PAGE = 100;

  private final ReplayEvents store;
  private final ObservedLog log;
  private final ReplayFilter filter;
  private final Flaws flaws;
  private long tokens;

  ReplayJudge(ReplayEvents store, ObservedLog log, ReplayFilter filter, Flaws flaws) {
    this.store = store;
    this.log = log;
    this.filter = filter;
    this.flaws = flaws;
  }

  /// How many tokens were tried.
  long tokens() {
    return tokens;
  }

  void judge(Tail tail) {
    List<EventMark> all = log.events();
    int length = Math.min(tail.events().size(), all.size());
    int same = 0;
    while (same < length && tail.events().get(same).equals(all.get(same))) {
      same++;
    }
    if (same < length || tail.events().size() != all.size()) {
      flaws.add(
          Rule.TAIL,
          "a reader saw %d events, the log has %d; they differ from event %d on"
              .formatted(tail.events().size(), all.size(), same + 1));
    }
    tail.sample(TOKENS).forEach(this::tryAgain);
  }

  private void tryAgain(Tail.PageEnd end) {
    tokens++;
    try {
      follow(end);
    } catch (StoreException.TokenRejected | StoreException.StoreWasReset e) {
      flaws.add(Rule.RESUME, "a token was answered " + e.getClass().getSimpleName());
    }
  }

  private void follow(Tail.PageEnd end) {
    Iterator<Event> rest = store.allEvents(end.next(), PAGE, filter).iterator();
    int last = Math.min(log.events().size(), end.events() + FOLLOWED);
    for (int i = end.events(); i < last; i++) {
      if (!rest.hasNext() || !EventMark.of(rest.next()).equals(log.events().get(i))) {
        flaws.add(
            Rule.RESUME,
            "the token after event %d did not bring event %d".formatted(end.events(), i + 1));
        return;
      }
    }
    if (last == log.events().size() && rest.hasNext()) {
      flaws.add(Rule.RESUME, "a token brought more than the log holds");
    }
  }

  /// A token from before a reset says so, for ever.
  void judgeDead(ContinuationToken token) {
    tokens++;
    try {
      store.replay(token, PageLimits.ofEvents(1), filter);
      flaws.add(Rule.RESET, "a token from before a reset was taken");
    } catch (StoreException.StoreWasReset e) {
      // As it must.
    } catch (StoreException.TokenRejected e) {
      flaws.add(Rule.RESET, "a token from before a reset was called damaged");
    }
  }
}
