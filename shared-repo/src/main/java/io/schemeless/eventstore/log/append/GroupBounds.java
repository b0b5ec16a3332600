package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Grace;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.StreamId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may still go into a group, by what is in it.
final class GroupBounds {
  /// So that the items of a group, too, are given the short grace.
  static final int MAX_ITEMS = Grace.LARGE_APPEND;

  private final int maxBytes;
  private final boolean mayStart;
  private final boolean mayStartConditional;
  private final Map<StreamId, Integer> bytes = new HashMap<>();
  private @Nullable Pending first;
  private int items;
  private int events;

  /// @param maxBytes how long a stream's joined body may be
  /// @param mayStart whether a group of requests without conditions may start
  /// @param mayStartConditional whether one of requests with conditions may
  GroupBounds(int maxBytes, boolean mayStart, boolean mayStartConditional) {
    this.maxBytes = maxBytes;
    this.mayStart = mayStart;
    this.mayStartConditional = mayStartConditional;
  }

  /// Whether the request goes into the group. The first one does, whatever it is.
  boolean add(Pending next) {
    Plan plan = next.plan();
    if (!(plan.isConditional() ? mayStartConditional : mayStart)) {
      return false;
    }
    int moreItems = plan.claims().size() + plan.chains().size() + plan.tags().size();
    for (Plan.Part part : plan.parts()) {
      moreItems += bytes.containsKey(part.stream()) ? 0 : 1;
    }
    if (first != null && !fits(first, next, moreItems)) {
      return false;
    }
    first = first == null ? next : first;
    items += moreItems;
    events += plan.request().events().size();
    plan.parts().forEach(part -> bytes.merge(part.stream(), part.plain().length, Integer::sum));
    return true;
  }

  private boolean fits(Pending beside, Pending next, int moreItems) {
    Plan plan = next.plan();
    return !next.alone()
        && !beside.alone()
        && beside.plan().isConditional() == plan.isConditional()
        && items + moreItems <= MAX_ITEMS
        && events + plan.request().events().size() <= AppendRequest.MAX_EVENTS
        && plan.parts().stream().allMatch(this::fits);
  }

  private boolean fits(Plan.Part part) {
    @Nullable Integer before = bytes.get(part.stream());
    return before == null || before + part.plain().length <= maxBytes;
  }
}
