package io.schemeless.eventstore.log.item;

import static io.schemeless.eventstore.log.item.Attributes.DIGEST;
import static io.schemeless.eventstore.log.item.Attributes.LENGTH;
import static io.schemeless.eventstore.log.item.Attributes.OBJECT;
import static io.schemeless.eventstore.log.item.Attributes.RAW;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the events of a commit are.
public sealed interface Body {

  /// Their length when unpacked, in bytes.
  int rawLength();

  void put(Map<String, Value> attributes);

  /// In the commit itself.
  record Inline(Packed packed) implements Body {
    @Override
    public int rawLength() {
      return packed.rawLength();
    }

    @Override
    public void put(Map<String, Value> attributes) {
      packed.put(attributes);
    }
  }

  /// In the bucket.
  ///
  /// @param object the object's key
  /// @param digest the SHA-256 of the object
  /// @param length the object's length in bytes
  /// @param raw the length before it was deflated, or none where it is plain
  record InS3(String object, Value.Bytes digest, int length, @Nullable Integer raw)
      implements Body {
    @Override
    public int rawLength() {
      return raw == null ? length : raw;
    }

    @Override
    public void put(Map<String, Value> attributes) {
      attributes.put(OBJECT, new Value.Text(object));
      attributes.put(DIGEST, digest);
      attributes.put(LENGTH, new Value.Number(length));
      if (raw != null) {
        attributes.put(RAW, new Value.Number(raw));
      }
    }
  }

  static Body of(Cell cell) {
    Packed packed = Packed.of(cell);
    if (packed != null) {
      return new Inline(packed);
    }
    return new InS3(
        cell.text(OBJECT),
        new Value.Bytes(cell.bytes(DIGEST)),
        Math.toIntExact(cell.number(LENGTH)),
        Packed.rawOf(cell));
  }
}
