package io.schemeless.eventstore.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events a replay shows; positions and order are those of the whole log.
///
/// @param domain only this domain, or all of them
/// @param types only these types; empty for all of them
public record ReplayFilter(@Nullable String domain, Set<String> types) {
  public static final ReplayFilter ALL = new ReplayFilter(null, Set.of());

  public ReplayFilter {
    types = Set.copyOf(types);
  }

  public boolean accepts(String eventDomain, String eventType) {
    return acceptsDomain(eventDomain) && (types.isEmpty() || types.contains(eventType));
  }

  public boolean acceptsDomain(String eventDomain) {
    return domain == null || domain.equals(eventDomain);
  }
}
