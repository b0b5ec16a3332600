package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Bytes as they are stored: plain, or deflated where that saves a write unit.
///
/// @param raw their length before they were deflated, or none where they are plain
public record Packed(byte[] bytes, @Nullable Integer raw) {
  /// What a deflated byte stands for at most, by the format.
  private static final long MOST_DEFLATED = 1_032;

  public static Packed plain(byte[] plain) {
    return new Packed(plain, null);
  }

  public static Packed deflated(byte[] plain) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return new Packed(out.toByteArray(), plain.length);
    }
  }

  /// Plain where it fits one write unit, else whichever needs fewer.
  ///
  /// @param around the size of the item without the bytes
  public static Packed pack(byte[] plain, int around) {
    int plainUnits = ItemSize.writeUnits(around + plain.length);
    if (plainUnits == 1) {
      return plain(plain);
    }
    Packed deflated = deflated(plain);
    return ItemSize.writeUnits(around + deflated.size()) < plainUnits ? deflated : plain(plain);
  }

  /// The length as stored, with the name and value of the mark that says it is deflated.
  public int size() {
    return bytes.length
        + (raw == null ? 0 : Attributes.RAW.length() + ItemSize.of(new Value.Number(raw)));
  }

  /// The length when unpacked.
  int rawLength() {
    return raw == null ? bytes.length : raw;
  }

  public byte[] unpack() {
    return raw == null ? bytes : inflate(raw);
  }

  private byte[] inflate(int length) {
    if (length < 0 || length > MOST_DEFLATED * bytes.length) {
      throw new CorruptData("a stored body cannot have the length that it says");
    }
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(bytes);
      byte[] plain = new byte[length];
      int read = 0;
      while (read < length && !inflater.finished()) {
        int more = inflater.inflate(plain, read, length - read);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        read += more;
      }
      if (read != length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
        throw new CorruptData("a stored body does not inflate to its length");
      }
      return plain;
    } catch (DataFormatException e) {
      throw new CorruptData("a stored body does not inflate");
    }
  }

  void put(Map<String, Value> attributes) {
    attributes.put(Attributes.BODY, new Value.Bytes(bytes));
    if (raw != null) {
      attributes.put(Attributes.RAW, new Value.Number(raw));
    }
  }

  static @Nullable Packed of(Cell cell) {
    if (!cell.has(Attributes.BODY)) {
      return null;
    }
    return new Packed(cell.bytes(Attributes.BODY), rawOf(cell));
  }

  static @Nullable Integer rawOf(Cell cell) {
    return cell.has(Attributes.RAW)
        ? Integer.valueOf(Math.toIntExact(cell.number(Attributes.RAW)))
        : null;
  }
}
