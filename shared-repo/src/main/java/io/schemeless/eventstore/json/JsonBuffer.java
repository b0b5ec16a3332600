package io.schemeless.eventstore.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON in the making, as UTF-8: for pages of events, whose values are copied as they are stored.
@SuppressWarnings("deprecation") // String.getBytes to a place in an array; the text is ASCII
public final class JsonBuffer {
  /// Of ASCII, the characters that need no escape.
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    for (char c = ' '; c < PLAIN.length; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  private byte[] bytes;
  private int length;

  public JsonBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /// Text that is ASCII and needs no escape: names, punctuation, times.
  public JsonBuffer ascii(String text) {
    int size = text.length();
    reserve(size);
    text.getBytes(0, size, bytes, length);
    length += size;
    return this;
  }

  /// A string with its quotes, written as Jackson does.
  public JsonBuffer string(String text) {
    if (isPlain(text)) {
      return ascii("\"").ascii(text).ascii("\"");
    }
    return ascii("\"").raw(JsonStringEncoder.getInstance().quoteAsUTF8(text)).ascii("\"");
  }

  public JsonBuffer number(long value) {
    return ascii(Long.toString(value));
  }

  public JsonBuffer value(Json value) {
    reserve(value.size());
    length += value.copy(bytes, length);
    return this;
  }

  public JsonBuffer raw(byte[] utf8) {
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /// How long [#string] makes a text.
  public static int sizeOfString(String text) {
    return 2
        + (isPlain(text)
            ? text.length()
            : JsonStringEncoder.getInstance().quoteAsUTF8(text).length);
  }

  /// Whether every character is its own byte.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        return false;
      }
    }
    return true;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
