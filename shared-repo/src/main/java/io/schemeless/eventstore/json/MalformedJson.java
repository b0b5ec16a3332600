package io.schemeless.eventstore.json;

/// A text that is not one JSON value as RFC 8259 and this store want it. Says where, never what.
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  public MalformedJson(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /// A JSON pointer to the place, `""` for the whole text.
  public String pointer() {
    return pointer;
  }
}
