package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Cells as items of DynamoDB, and back.
final class ItemCodec {
  static final String PARTITION = TableDefinition.STORE.keys().partition();
  static final String SORT = TableDefinition.STORE.keys().sort();

  private ItemCodec() {}

  static Map<String, AttributeValue> item(Cell cell) {
    Map<String, AttributeValue> item = new HashMap<>(key(cell.key()));
    cell.attributes().forEach((name, value) -> item.put(name, attribute(value)));
    return item;
  }

  static Map<String, AttributeValue> key(Key key) {
    return Map.of(
        PARTITION, AttributeValue.fromS(key.partition()), SORT, AttributeValue.fromS(key.sort()));
  }

  static AttributeValue attribute(Value value) {
    return switch (value) {
      case Value.Text(String text) -> AttributeValue.fromS(text);
      case Value.Number(long number) -> AttributeValue.fromN(Long.toString(number));
      case Value.Bytes(byte[] bytes) -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
      case Value.Texts(List<String> texts) ->
          AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    };
  }

  static Cell cell(Map<String, AttributeValue> item) {
    Map<String, Value> attributes = new HashMap<>();
    item.forEach(
        (name, value) -> {
          if (!name.equals(PARTITION) && !name.equals(SORT)) {
            attributes.put(name, value(name, value));
          }
        });
    return new Cell(keyOf(item), attributes);
  }

  static Key keyOf(Map<String, AttributeValue> item) {
    return new Key(text(item, PARTITION), text(item, SORT));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.s() == null) {
      throw foreign(name);
    }
    return value.s();
  }

  static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.n() == null) {
      throw foreign(name);
    }
    return number(name, value.n());
  }

  private static Value value(String name, AttributeValue value) {
    return switch (value.type()) {
      case S -> new Value.Text(value.s());
      case N -> new Value.Number(number(name, value.n()));
      case B -> new Value.Bytes(value.b().asByteArray());
      case L -> new Value.Texts(value.l().stream().map(element -> element(name, element)).toList());
      default -> throw foreign(name);
    };
  }

  private static long number(String name, String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw foreign(name);
    }
  }

  private static String element(String list, AttributeValue value) {
    if (value.s() == null) {
      throw foreign(list);
    }
    return value.s();
  }

  private static StoreException.CorruptData foreign(String attribute) {
    return new StoreException.CorruptData(
        "an item's attribute "
            + attribute
            + " is missing or of a type that the store never writes");
  }
}
