package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StreamId;
import org.junit.jupiter.api.Test;

/// How far back conditions may look. It takes a thousand appends, so it is shown on a table in
/// memory alone.
class ConditionReachTest {
  private static final StreamId STREAM = StreamId.of("course", "c1");

  private final Ports ports = new Ports(new MemoryCells(), new MemoryObjectStore());
  private final EventStore store = ports.open();

  private static AppendRequest append() {
    return AppendRequest.of(StoreContract.event(STREAM, 1));
  }

  private ContinuationToken end() {
    return store.replay(null, PageLimits.ofEvents(10_000), ReplayFilter.ALL).next();
  }

  @Test
  void a_condition_without_a_tag_looks_back_so_far_and_no_further() {
    ContinuationToken start = end();
    for (int i = 0; i < 1_001; i++) {
      store.append(append());
    }
    EventQuery others = EventQuery.of(Item.ofTypes("other"));
    assertThatThrownBy(
            () -> store.append(append().withCondition(AppendCondition.noneSince(start, others))))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("without a tag");

    store.append(append().withCondition(AppendCondition.noneSince(end(), others)));
    EventQuery tagged = EventQuery.of(Item.ofTags("red"));
    ports.open().append(append().withCondition(AppendCondition.none(tagged)));

    assertThat(store.streamVersion(STREAM)).isEqualTo(1_003);
  }
}
