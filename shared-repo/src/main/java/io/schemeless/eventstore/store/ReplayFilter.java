package io.schemeless.eventstore.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events a replay shows; positions and order are those of the whole log.
///
/// @param domain only this domain, or all of them
/// @param types only these types; empty for all of them
/// @param tags only events with all of these tags, which an index finds; empty for all events
public record ReplayFilter(@Nullable String domain, Set<String> types, Set<String> tags) {
  public static final ReplayFilter ALL = new ReplayFilter(null, Set.of());

  public ReplayFilter {
    types = Set.copyOf(types);
    tags = Set.copyOf(tags);
  }

  public ReplayFilter(@Nullable String domain, Set<String> types) {
    this(domain, types, Set.of());
  }

  public boolean accepts(Event event) {
    return acceptsDomain(event.stream().domain())
        && (types.isEmpty() || types.contains(event.type()))
        && event.tags().containsAll(tags);
  }

  public boolean acceptsDomain(String eventDomain) {
    return domain == null || domain.equals(eventDomain);
  }
}
