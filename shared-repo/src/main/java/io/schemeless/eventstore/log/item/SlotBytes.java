package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.store.AppendRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A committed slot as one attribute: what a replay reads most is small then, and quickly taken
/// apart, by the table, the client and here.
///
/// In this order: a byte that says which copy there is; when it was recorded, and how much later it
/// was put; the commit id; the refs; how the copy was deflated; the copy, to the end. Numbers are
/// unsigned LEB128; a number that may be below 0 is zigzag coded before, as Protocol Buffers do. An
/// id or a text has its length before it.
final class SlotBytes {
  private static final int NO_COPY = 0;
  private static final int PLAIN = 1;
  private static final int DEFLATED = 2;

  /// In the place of a count: the places follow as a text.
  private static final int PLACES = 0;

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private SlotBytes() {}

  static byte[] write(Slot.Committed slot) {
    Writer out = new Writer();
    @Nullable Packed copy = slot.copy();
    out.write(copy == null ? NO_COPY : copy.isPlain() ? PLAIN : DEFLATED);
    out.number(slot.recorded());
    out.signed(slot.at() - slot.recorded());
    out.bytes(slot.commitId().value().value());
    out.number(slot.refs().size());
    for (CommitRef ref : slot.refs()) {
      out.ref(ref);
    }
    if (copy != null) {
      if (copy.raw() != null) {
        out.number(copy.raw());
        out.number(copy.dictionary());
      }
      out.writeBytes(copy.bytes());
    }
    return out.toByteArray();
  }

  /// How many bytes a copy adds.
  static int sizeOf(Packed copy) {
    return copy.bytes().length
        + (copy.raw() == null ? 0 : sizeOf(copy.raw()) + sizeOf(copy.dictionary()));
  }

  private static int sizeOf(int number) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + BITS - 1) / BITS);
  }

  private static final class Writer extends ByteArrayOutputStream {
    Writer() {
      super(512);
    }

    void number(long value) {
      long rest = value;
      while (rest >= MORE || rest < 0) {
        write((int) (rest & (MORE - 1)) | MORE);
        rest >>>= BITS;
      }
      write((int) rest);
    }

    void signed(long value) {
      number(value << 1 ^ value >> (Long.SIZE - 1));
    }

    void bytes(byte[] bytes) {
      number(bytes.length);
      writeBytes(bytes);
    }

    void ref(CommitRef ref) {
      number(ref.first());
      if (ref.indexes().isWhole()) {
        number(ref.count());
      } else {
        number(PLACES);
        bytes(ref.indexes().text().getBytes(StandardCharsets.US_ASCII));
      }
      bytes(Keys.name(ref.stream()).getBytes(StandardCharsets.UTF_8));
    }
  }

  /// @throws IllegalArgumentException if they are not what [#write] makes
  /// @throws IndexOutOfBoundsException if they end too soon
  static Slot.Committed read(byte[] bytes) {
    return new Reader(bytes).slot();
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    Slot.Committed slot() {
      int kind = bytes[at++];
      long recorded = number();
      long put = recorded + signed();
      CommitId id = CommitId.ofSlot(bytes());
      return new Slot.Committed(id, put, recorded, refs(), copy(kind));
    }

    private List<CommitRef> refs() {
      int count = count();
      if (count == 1) {
        return List.of(ref());
      }
      List<CommitRef> refs = new ArrayList<>();
      int events = 0;
      for (int i = 0; i < count; i++) {
        CommitRef ref = ref();
        refs.add(ref);
        events += ref.count();
        if (events > AppendRequest.MAX_EVENTS) {
          throw new IllegalArgumentException("more events than an append has");
        }
      }
      return refs;
    }

    private CommitRef ref() {
      long first = number();
      int count = count();
      Indexes indexes =
          count == PLACES ? Indexes.parse(text(StandardCharsets.US_ASCII)) : Indexes.firsts(count);
      return new CommitRef(Keys.stream(text(StandardCharsets.UTF_8)), first, indexes);
    }

    private @Nullable Packed copy(int kind) {
      return switch (kind) {
        case NO_COPY -> {
          if (at != bytes.length) {
            throw new IllegalArgumentException("more than a slot");
          }
          yield null;
        }
        case PLAIN -> Packed.plain(rest());
        case DEFLATED -> {
          int raw = count();
          int dictionary = count();
          yield new Packed(rest(), raw, dictionary);
        }
        default -> throw new IllegalArgumentException("a kind of copy that there is not");
      };
    }

    private byte[] rest() {
      return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private long number() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += BITS) {
        byte next = bytes[at++];
        value |= (long) (next & (MORE - 1)) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number that is too long");
    }

    private long signed() {
      long value = number();
      return value >>> 1 ^ -(value & 1);
    }

    private int count() {
      int count = Math.toIntExact(number());
      if (count < 0) {
        throw new IllegalArgumentException("a count below 0");
      }
      return count;
    }

    private byte[] bytes() {
      int length = length();
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    private String text(Charset charset) {
      int length = length();
      at += length;
      return new String(bytes, at - length, length, charset);
    }

    private int length() {
      int length = count();
      if (length > bytes.length - at) {
        throw new IllegalArgumentException("a length beyond the end");
      }
      return length;
    }
  }
}
