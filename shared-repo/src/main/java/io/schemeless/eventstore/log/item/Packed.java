package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Bytes as they are stored: plain, or deflated, with a dictionary or without.
///
/// @param raw their length before they were deflated, or none where they are plain
/// @param dictionary the number of the dictionary that they were deflated with, 0 for none
public record Packed(byte[] bytes, @Nullable Integer raw, int dictionary) {
  /// What a deflated byte stands for at most, by the format.
  private static final long MOST_DEFLATED = 1_032;

  /// Their memory is taken once: making one costs more than most bodies do.
  private static final Spare<Deflater> DEFLATERS =
      new Spare<>(() -> new Deflater(Deflater.DEFAULT_COMPRESSION, true), Deflater::end);

  private static final Spare<Inflater> INFLATERS =
      new Spare<>(() -> new Inflater(true), Inflater::end);

  public Packed(byte[] bytes, @Nullable Integer raw) {
    this(bytes, raw, 0);
  }

  public static Packed plain(byte[] plain) {
    return new Packed(plain, null);
  }

  public static Packed deflated(byte[] plain) {
    return deflated(plain, null);
  }

  private static Packed deflated(byte[] plain, @Nullable Dictionary dictionary) {
    return DEFLATERS.with(
        deflater -> {
          deflater.reset();
          if (dictionary != null) {
            deflater.setDictionary(dictionary.bytes());
          }
          deflater.setInput(plain);
          deflater.finish();
          byte[] out = new byte[plain.length / 2 + 64];
          int length = 0;
          while (!deflater.finished()) {
            if (length == out.length) {
              out = Arrays.copyOf(out, 2 * length);
            }
            length += deflater.deflate(out, length, out.length - length);
          }
          return new Packed(
              Arrays.copyOf(out, length),
              plain.length,
              dictionary == null ? 0 : dictionary.number());
        });
  }

  /// With a dictionary whatever is smallest: small bodies shrink most, and what is read again and
  /// again is paid by its size. Without one plain where it fits one write unit, else whichever
  /// needs fewer.
  ///
  /// @param around the size of the item without the bytes
  public static Packed pack(byte[] plain, int around, @Nullable Dictionary dictionary) {
    if (dictionary != null) {
      Packed deflated = deflated(plain, dictionary);
      return deflated.size() < plain.length ? deflated : plain(plain);
    }
    int plainUnits = ItemSize.writeUnits(around + plain.length);
    if (plainUnits == 1) {
      return plain(plain);
    }
    Packed deflated = deflated(plain);
    return ItemSize.writeUnits(around + deflated.size()) < plainUnits ? deflated : plain(plain);
  }

  /// The length as stored, with the names and values of the marks that say how.
  public int size() {
    return bytes.length
        + (raw == null ? 0 : Attributes.RAW.length() + ItemSize.of(new Value.Number(raw)))
        + (dictionary == 0
            ? 0
            : Attributes.DICTIONARY.length() + ItemSize.of(new Value.Number(dictionary)));
  }

  /// The length when unpacked.
  public int rawLength() {
    return raw == null ? bytes.length : raw;
  }

  public boolean isPlain() {
    return raw == null;
  }

  /// What was packed without a dictionary.
  public byte[] unpack() {
    return unpack(null);
  }

  /// @param with the dictionary that it names, or none where it names none
  public byte[] unpack(@Nullable Dictionary with) {
    if (dictionary != (with == null ? 0 : with.number())) {
      throw new IllegalArgumentException("not the dictionary that it was packed with");
    }
    return raw == null ? bytes : INFLATERS.with(inflater -> inflate(inflater, raw, with));
  }

  private byte[] inflate(Inflater inflater, int length, @Nullable Dictionary with) {
    if (length < 0 || length > MOST_DEFLATED * bytes.length) {
      throw new CorruptData("a stored body cannot have the length that it says");
    }
    try {
      inflater.reset();
      if (with != null) {
        inflater.setDictionary(with.bytes());
      }
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
      if (read != length || !isAtEnd(inflater)) {
        throw new CorruptData("a stored body does not inflate to its length");
      }
      return plain;
    } catch (DataFormatException e) {
      throw new CorruptData("a stored body does not inflate");
    }
  }

  /// Whether nothing follows; what marks the end may be still to be read.
  private static boolean isAtEnd(Inflater inflater) throws DataFormatException {
    boolean finished =
        inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
    return finished && inflater.getRemaining() == 0;
  }

  void put(Map<String, Value> attributes) {
    attributes.put(Attributes.BODY, new Value.Bytes(bytes));
    if (raw != null) {
      attributes.put(Attributes.RAW, new Value.Number(raw));
    }
    if (dictionary != 0) {
      attributes.put(Attributes.DICTIONARY, new Value.Number(dictionary));
    }
  }

  static @Nullable Packed of(Cell cell) {
    if (!cell.has(Attributes.BODY)) {
      return null;
    }
    int dictionary =
        cell.has(Attributes.DICTIONARY) ? Math.toIntExact(cell.number(Attributes.DICTIONARY)) : 0;
    Integer raw = rawOf(cell);
    if (dictionary < 0 || (dictionary > 0 && raw == null)) {
      throw new IllegalArgumentException("a dictionary that no body has");
    }
    return new Packed(cell.bytes(Attributes.BODY), raw, dictionary);
  }

  static @Nullable Integer rawOf(Cell cell) {
    return cell.has(Attributes.RAW)
        ? Integer.valueOf(Math.toIntExact(cell.number(Attributes.RAW)))
        : null;
  }
}
