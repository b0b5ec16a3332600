package io.schemeless.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// The computed size against the size that DynamoDB Local charges for, at the edge of a write unit.
final class ItemSizeTest {
  private static final String TABLE = LocalAws.freshTable();

  @ParameterizedTest
  @MethodSource("values")
  void an_item_filled_up_to_1_KB_costs_one_unit_and_a_byte_more_costs_two(Value value) {
    Map<String, Value> attributes = Map.of("é-name", value);
    int room = 1024 - ItemSize.of(padded(attributes, 0));

    assertThat(charged(padded(attributes, room))).isEqualTo(1);
    assertThat(charged(padded(attributes, room + 1))).isEqualTo(2);
  }

  static Stream<Value> values() {
    return Stream.of(
        new Value.Text(""),
        new Value.Text("é€\uD834\uDD1E"),
        new Value.Bytes(new byte[100]),
        new Value.Texts(List.of()),
        new Value.Texts(List.of("a", "bc", "€")),
        new Value.Number(0),
        new Value.Number(7),
        new Value.Number(-7),
        new Value.Number(12),
        new Value.Number(10),
        new Value.Number(100),
        new Value.Number(120),
        new Value.Number(1_200),
        new Value.Number(1_230),
        new Value.Number(123),
        new Value.Number(1_000),
        new Value.Number(12_300),
        new Value.Number(-12_345),
        new Value.Number(1_764_000_000_000L),
        new Value.Number(1_764_123_456_789L),
        new Value.Number(Long.MAX_VALUE),
        new Value.Number(Long.MIN_VALUE));
  }

  private static Cell padded(Map<String, Value> attributes, int size) {
    Map<String, Value> all = new HashMap<>(attributes);
    all.put("pad", new Value.Bytes(new byte[size]));
    return new Cell(new Key("pärtition", "sört"), all);
  }

  /// For a put where nothing was: a put over a larger item would cost as much as that.
  private static double charged(Cell cell) {
    LocalAws.dynamoDb().deleteItem(r -> r.tableName(TABLE).key(ItemCodec.key(cell.key())));
    return LocalAws.dynamoDb()
        .putItem(
            r ->
                r.tableName(TABLE)
                    .item(ItemCodec.item(cell))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }
}
