package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the bytes of a committed slot say, read without the protocol's code.
record RawSlot(byte[] commitId, List<Ref> refs) {

  record Ref(String stream, long first, int count) {}

  static RawSlot of(Cell cell) {
    ByteBuffer in = ByteBuffer.wrap(cell.bytes("slot"));
    in.get();
    number(in);
    number(in);
    byte[] id = bytes(in);
    List<Ref> refs = new ArrayList<>();
    for (long left = number(in); left > 0; left--) {
      long first = number(in);
      int count = (int) number(in);
      int events = count > 0 ? count : count(text(in));
      refs.add(new Ref(text(in), first, events));
    }
    return new RawSlot(id, refs);
  }

  /// How many places `0-3,7` names.
  private static int count(String places) {
    int count = 0;
    for (String range : places.split(",")) {
      String[] ends = range.split("-");
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }

  private static long number(ByteBuffer in) {
    byte next = in.get();
    return next >= 0 ? next : next & 0x7f | number(in) << 7;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[(int) number(in)];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }
}
