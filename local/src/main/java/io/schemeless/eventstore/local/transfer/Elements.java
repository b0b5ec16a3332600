package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.local.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The JSON objects in a stream of bytes, one after the other, as they are written there: those of
/// lines, of an array, or of the array that is the member `events` of one object. Never more than
/// one is in memory.
///
/// It tells where values end, and nothing else; whoever reads them checks them.
public final class Elements {
  /// More than an event can have, so that a file of something else does not fill the memory.
  private static final int MAX_ELEMENT = 16 << 20;

  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean inArray;
  private boolean started;
  private boolean ended;
  private boolean snapshot;

  /// @param in is read to its end, and closed by whoever opened it
  public Elements(InputStream in) {
    this.in = in;
  }

  /// The next object, none at the end.
  ///
  /// @throws UserError if what is there is no object
  public byte @Nullable [] next() {
    try {
      if (!started) {
        started = true;
        start();
      }
      return ended ? null : element();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether they are those of a snapshot; known once one was given out.
  boolean isSnapshot() {
    return snapshot;
  }

  private void start() throws IOException {
    int first = skipSpace();
    if (first == 0xEF) { // a byte order mark
      read();
      read();
      read();
      first = skipSpace();
    }
    if (first == '[') {
      read();
      inArray = true;
    } else if (first == '{' && looksLikeSnapshot()) {
      toEvents();
      inArray = true;
      snapshot = true;
    }
  }

  /// An event never begins with one of a snapshot's own members.
  private boolean looksLikeSnapshot() throws IOException {
    fill();
    String head = new String(buffer, from, Math.min(to - from, 200), StandardCharsets.UTF_8);
    return head.matches("(?s)\\{\\s*\"(exportedAt|count|events)\"\\s*:.*");
  }

  /// Goes on to the first element of the member `events`.
  private void toEvents() throws IOException {
    read();
    while (true) {
      int at = skipSpace();
      if (at == ',') {
        read();
        continue;
      }
      if (at != '"') {
        throw new UserError("the snapshot has no member \"events\"");
      }
      byte[] name = value();
      if (skipSpace() != ':') {
        throw new UserError("the snapshot is no JSON");
      }
      read();
      int first = skipSpace();
      if (Arrays.equals(name, "\"events\"".getBytes(StandardCharsets.US_ASCII)) && first == '[') {
        read();
        return;
      }
      value();
    }
  }

  private byte @Nullable [] element() throws IOException {
    int at = skipSpace();
    while (at == ',' && inArray) {
      read();
      at = skipSpace();
    }
    if (inArray && at == ']') {
      ended = true;
      return null;
    }
    if (at == END) {
      ended = true;
      if (inArray) {
        throw new UserError("the input ends within its array; it was cut off");
      }
      return null;
    }
    if (at != '{') {
      throw new UserError("the input has something else than an event: a \"" + (char) at + "\"");
    }
    return value();
  }

  /// The value that begins here.
  private byte[] value() throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream(512);
    int depth = 0;
    boolean inText = false;
    while (true) {
      int at = peek();
      if (at == END) {
        if (depth == 0 && !inText) {
          return value.toByteArray();
        }
        throw new UserError("the input ends within an event; it was cut off");
      }
      if (!inText && depth == 0 && value.size() > 0 && isBehind(at)) {
        return value.toByteArray();
      }
      value.write(read());
      if (value.size() > MAX_ELEMENT) {
        throw new UserError("the input has an element of over 16 MiB");
      }
      if (inText) {
        if (at == '\\') {
          value.write(read());
        } else if (at == '"') {
          inText = false;
        }
      } else if (at == '"') {
        inText = true;
      } else if (at == '{' || at == '[') {
        depth++;
      } else if (at == '}' || at == ']') {
        depth--;
      }
      if (!inText && depth == 0 && (at == '}' || at == ']' || at == '"')) {
        return value.toByteArray();
      }
    }
  }

  private static boolean isBehind(int at) {
    return at == ',' || at == ']' || at == '}' || isSpace(at);
  }

  private static boolean isSpace(int at) {
    return at == ' ' || at == '\n' || at == '\r' || at == '\t';
  }

  private int skipSpace() throws IOException {
    while (isSpace(peek())) {
      from++;
    }
    return peek();
  }

  private int peek() throws IOException {
    if (from == to) {
      fill();
    }
    return from == to ? END : buffer[from] & 0xFF;
  }

  private int read() throws IOException {
    int at = peek();
    if (at != END) {
      from++;
    }
    return at;
  }

  private void fill() throws IOException {
    if (from == to) {
      from = 0;
      to = 0;
    }
    while (to < buffer.length) {
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        return;
      }
      to += read;
      if (to - from >= 200 || in.available() == 0) {
        return;
      }
    }
  }
}
