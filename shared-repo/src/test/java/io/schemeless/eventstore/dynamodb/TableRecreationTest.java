package io.schemeless.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.ManualHost;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Tables that are dropped and made anew, and those that must not be.
final class TableRecreationTest extends OneTable {
  @Test
  void a_recreated_table_keeps_its_kind_of_capacity() {
    ensure(new Capacity.Provisioned(7, 3));

    cells(true).recreate();

    assertThat(TableShape.differences(TableDefinition.STORE, describe())).isEmpty();
    assertThat(describe().provisionedThroughput().readCapacityUnits()).isEqualTo(7);
    assertThat(describe().provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
  }

  @Test
  void several_may_recreate_a_table_at_once() {
    ensure(ON_DEMAND);
    cells(true).put(cell(), new Condition.Absent());
    String before = cells(true).tableId();
    Callable<String> recreation =
        () -> {
          cells(true).recreate();
          return table;
        };

    host.all(Collections.nCopies(4, recreation));

    assertThat(cells(true).get(cell().key(), Read.CONSISTENT)).isNull();
    assertThat(cells(true).tableId()).isNotEqualTo(before);
  }

  @Test
  void a_table_made_by_others_is_never_dropped() {
    ensure(ON_DEMAND);
    cells(false).put(cell(), new Condition.Absent());

    assertThatThrownBy(() -> cells(false).recreate()).isInstanceOf(StoreException.NotOwned.class);

    assertThat(cells(false).get(cell().key(), Read.CONSISTENT)).isEqualTo(cell());
  }

  @Test
  void a_table_of_the_right_shape_that_others_created_is_used_but_never_dropped() {
    client.createTable(TableShape.createRequest(TableDefinition.STORE, table, ON_DEMAND));
    ensure(ON_DEMAND);
    cells(true).put(cell(), new Condition.Absent());

    assertThatThrownBy(() -> cells(true).recreate()).isInstanceOf(StoreException.NotOwned.class);

    assertThat(cells(true).get(cell().key(), Read.CONSISTENT)).isEqualTo(cell());
  }

  @Test
  void a_missing_table_is_misconfigured_in_every_call() {
    Cells missing = new DynamoDbCells(client, table, new ManualHost(), true);

    assertThatThrownBy(missing::tableId)
        .isInstanceOf(StoreException.Misconfigured.class)
        .hasMessageContaining(table);
    assertThatThrownBy(() -> missing.get(cell().key(), Read.EVENTUAL))
        .isInstanceOf(StoreException.Misconfigured.class);
    assertThatThrownBy(() -> missing.put(cell(), new Condition.Absent()))
        .isInstanceOf(StoreException.Misconfigured.class);
    assertThatThrownBy(() -> missing.delete(List.of(cell().key())))
        .isInstanceOf(StoreException.Misconfigured.class);
    assertThatThrownBy(missing::recreate).isInstanceOf(StoreException.Misconfigured.class);
  }
}
