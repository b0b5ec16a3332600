package io.schemeless.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where DynamoDB ends and the other tables do not.
final class DynamoDbLimitsTest {
  private static final Condition ABSENT = new Condition.Absent();

  private String table;
  private Cells cells;

  @BeforeEach
  void open() {
    table = LocalAws.freshTable();
    cells = new DynamoDbCells(LocalAws.dynamoDb(), table, new SystemHost(), false);
  }

  @Test
  void a_cell_of_400_KB_fits_and_a_larger_one_is_an_invalid_request() {
    int room = 400 * 1024 - ItemSize.of(body("1", 0));
    Cell largest = body("1", room);
    assertThat(cells.put(largest, ABSENT)).isEqualTo(new Put.Written());
    assertThat(cells.get(largest.key(), Read.CONSISTENT)).isEqualTo(largest);

    Cell larger = body("2", room + 1);

    assertThatThrownBy(() -> cells.put(larger, ABSENT))
        .isInstanceOf(StoreException.InvalidRequest.class);
  }

  @Test
  void a_slice_of_too_many_bytes_ends_early_and_says_that_there_is_more() {
    for (int i = 0; i < 5; i++) {
      cells.put(body("" + i, 300 * 1024), ABSENT);
    }

    CellPage slice = cells.query(range("0", "9"));

    assertThat(slice.cells()).hasSizeBetween(1, 4);
    assertThat(slice.more()).isTrue();
    Key last = slice.cells().getLast().key();
    assertThat(cells.query(range(last.sort(), "9")).cells().getFirst().key()).isEqualTo(last);
  }

  @Test
  void a_range_upside_down_is_empty_where_DynamoDB_would_refuse_it() {
    cells.put(body("3", 1), ABSENT);

    assertThat(cells.query(range("4", "2"))).isEqualTo(new CellPage(List.of(), false));
  }

  @Test
  void an_item_that_the_store_cannot_have_written_is_corrupt_data() {
    LocalAws.dynamoDb()
        .putItem(
            r ->
                r.tableName(table)
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("p"),
                            "sk", AttributeValue.fromS("1"),
                            "flag", AttributeValue.fromBool(true))));

    assertThatThrownBy(() -> cells.get(new Key("p", "1"), Read.CONSISTENT))
        .isInstanceOf(StoreException.CorruptData.class)
        .hasMessageContaining("flag");
  }

  @Test
  void a_number_beyond_a_long_is_corrupt_data() {
    LocalAws.dynamoDb()
        .putItem(
            r ->
                r.tableName(table)
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("p"),
                            "sk", AttributeValue.fromS("1"),
                            "n", AttributeValue.fromN("9223372036854775808"))));

    assertThatThrownBy(() -> cells.get(new Key("p", "1"), Read.CONSISTENT))
        .isInstanceOf(StoreException.CorruptData.class);
  }

  private static Cell body(String sort, int size) {
    return new Cell(new Key("p", sort), Map.of("v", new Value.Bytes(new byte[size])));
  }

  private static Range range(String from, String to) {
    return new Range("p", from, to, false, 10, Read.CONSISTENT);
  }
}
