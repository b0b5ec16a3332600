package io.schemeless.eventstore.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds single events and causal chains.
public interface FindEvents {

  /// The event that this id names alone, the store's or a client's.
  Optional<Event> event(String id);

  /// The event of this source with this id: one that both name, or one whose id names it alone and
  /// whose meta has this source.
  Optional<Event> event(String id, String source);

  /// The events of a chain that are committed when it is read, in the store's order. A page that
  /// finds little among much may end early; it is the last only if it says so.
  ///
  /// An append that was under way at a lower position meanwhile is not on a later page: to see
  /// everything new, read the chain anew, or follow the replay.
  ///
  /// @param after where to go on, or none to start at the beginning
  EventPage chain(Chain chain, @Nullable ContinuationToken after, PageLimits limits);

  /// Every event with this correlation id, lazily, page by page.
  default Iterable<Event> eventsByCorrelationId(String correlationId) {
    return chain(new Chain.Correlation(correlationId));
  }

  /// Every event that this event or command caused directly, lazily, page by page.
  default Iterable<Event> eventsByCausationId(String causationId) {
    return chain(new Chain.Causation(causationId));
  }

  private Iterable<Event> chain(Chain chain) {
    return () -> new PageIterator(null, token -> chain(chain, token, PageLimits.DEFAULT));
  }

  /// What ties the events of a chain together.
  sealed interface Chain {
    String id();

    /// Events with this correlation id.
    record Correlation(String id) implements Chain {}

    /// Events with this causation id.
    record Causation(String id) implements Chain {}
  }
}
