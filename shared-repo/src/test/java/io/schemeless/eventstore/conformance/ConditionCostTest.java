package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StreamId;
import org.junit.jupiter.api.Test;

/// What conditions cost, as the page on consistency tells it.
class ConditionCostTest {
  private static final StreamId STREAM = StreamId.of("course", "c1");
  private static final EventQuery QUERY = EventQuery.of(Item.ofTags("course:c1"));

  private final MemoryCells cells = new MemoryCells();
  private final MemoryObjectStore objects = new MemoryObjectStore();
  private final Meter meter = new Meter();
  private final EventStore store = new Ports(new MeteredCells(cells, meter), objects).open();

  private static AppendRequest plain() {
    return AppendRequest.of(NewEvent.of(STREAM, "subscribed", Json.parse("{\"student\":\"s1\"}")));
  }

  private static AppendRequest tagged() {
    return AppendRequest.of(plain().events().getFirst().withTags("course:c1"));
  }

  private AppendRequest conditional() {
    return tagged()
        .withCondition(
            AppendCondition.noneSince(store.query(QUERY, null, PageLimits.DEFAULT).next(), QUERY));
  }

  /// As by an append that has only begun.
  private void takeTicket() {
    Cells dying =
        new ForwardingCells(cells) {
          @Override
          public Put put(Cell cell, Condition condition) {
            throw new DyingCells.Death();
          }
        };
    assertThatThrownBy(() -> new Ports(dying, objects).open().append(plain()))
        .isInstanceOf(DyingCells.Death.class);
  }

  private Usage cost(Runnable call) {
    Usage before = meter.usage();
    call.run();
    return meter.usage().minus(before);
  }

  @Test
  void a_small_append_under_a_condition_takes_four_write_units() {
    store.append(plain());
    store.append(conditional());
    AppendRequest request = conditional();

    Usage cost = cost(() -> store.append(request));

    assertThat(cost.writeUnits()).isEqualTo(4);
    assertThat(cost.readUnits()).isEqualTo(0);
  }

  @Test
  void beside_another_process_it_takes_a_read_unit() {
    store.append(plain());
    store.append(conditional());
    AppendRequest request = conditional();
    new Ports(cells, objects).open().append(plain());
    store.streamVersion(STREAM);

    Usage cost = cost(() -> store.append(request));

    assertThat(cost.writeUnits()).isEqualTo(4);
    assertThat(cost.readUnits()).isEqualTo(1);
  }

  @Test
  void each_append_under_way_below_it_takes_a_write_unit_more() {
    store.append(plain());
    AppendRequest request = conditional();
    takeTicket();
    takeTicket();

    Usage cost = cost(() -> store.append(request));

    assertThat(cost.writeUnits()).isEqualTo(4 + 2);
    assertThat(cost.readUnits()).isEqualTo(1);
  }

  @Test
  void tags_cost_a_write_unit_each_and_nothing_where_there_is_none() {
    store.append(plain());

    assertThat(cost(() -> store.append(plain())).writeUnits()).isEqualTo(3);
    assertThat(cost(() -> store.append(plain())).readUnits()).isEqualTo(0);
    assertThat(cost(() -> store.append(tagged())).writeUnits()).isEqualTo(4);
    assertThat(cost(() -> store.append(tagged())).readUnits()).isEqualTo(0);
  }

  @Test
  void a_refusal_takes_no_write_unit() {
    store.append(tagged());
    AppendRequest refused = tagged().withCondition(AppendCondition.none(QUERY));

    Usage cost =
        cost(
            () -> {
              try {
                store.append(refused);
              } catch (ConditionFailed e) {
                // As it should be.
              }
            });

    assertThat(cost.writeUnits()).isEqualTo(0);
    assertThat(cost.readUnits()).isLessThanOrEqualTo(4);
  }

  @Test
  void a_process_that_starts_reads_on_from_the_mark_that_another_left() {
    for (int i = 0; i < 2_500; i++) {
      store.append(plain());
    }
    store.query(QUERY, null, PageLimits.DEFAULT);
    Meter cold = new Meter();
    EventStore late = new Ports(new MeteredCells(cells, cold), objects).open();

    late.append(tagged().withCondition(AppendCondition.none(QUERY)));

    assertThat(cold.usage().readUnits()).isLessThan(5);
  }

  @Test
  void a_process_that_has_not_looked_for_long_reads_on_from_there_too() {
    Meter idle = new Meter();
    EventStore process = new Ports(new MeteredCells(cells, idle), objects).open();
    StreamId own = StreamId.of("course", "c2");
    AppendRequest request = AppendRequest.of(NewEvent.of(own, "added", Json.parse("1")));
    process.append(request.withCondition(AppendCondition.none(QUERY)));
    for (int i = 0; i < 2_500; i++) {
      store.append(plain());
    }
    EventQuery other = EventQuery.of(Item.ofTags("other"));
    store.query(other, null, PageLimits.DEFAULT);
    Usage before = idle.usage();

    process.append(request.withCondition(AppendCondition.none(other)));

    assertThat(idle.usage().minus(before).readUnits()).isLessThan(6);
  }
}
