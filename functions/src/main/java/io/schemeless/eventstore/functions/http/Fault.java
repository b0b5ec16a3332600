package io.schemeless.eventstore.functions.http;

/// One place of a request that is wrong.
///
/// @param place a JSON pointer into the body, or the name of a parameter or a header
/// @param detail what is wrong there
public record Fault(Kind kind, String place, String detail) {
  private static final int LONGEST_POINTER = 1_024;

  public enum Kind {
    POINTER,
    PARAMETER,
    HEADER;

    String member() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A pointer of over 1,024 characters is cut to that of an enclosing value: a client's keys can
  /// make one longer than the body, and than any answer may be.
  public static Fault pointer(String pointer, String detail) {
    String place =
        pointer.length() <= LONGEST_POINTER
            ? pointer
            : pointer.substring(0, pointer.lastIndexOf('/', LONGEST_POINTER));
    return new Fault(Kind.POINTER, place, detail);
  }

  public static Fault parameter(String name, String detail) {
    return new Fault(Kind.PARAMETER, name, detail);
  }

  public static Fault header(String name, String detail) {
    return new Fault(Kind.HEADER, name, detail);
  }

  String where() {
    return switch (kind) {
      case POINTER -> place.isEmpty() ? "the body" : "the body at the place named";
      case PARAMETER -> "parameter " + place;
      case HEADER -> "header " + place;
    };
  }
}
