package io.schemeless.eventstore.functions.http;

/// One place of a request that is wrong.
///
/// @param place a JSON pointer into the body, or the name of a parameter or a header
/// @param detail what is wrong there
public record Fault(Kind kind, String place, String detail) {

  public enum Kind {
    POINTER,
    PARAMETER,
    HEADER;

    String member() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public static Fault pointer(String pointer, String detail) {
    return new Fault(Kind.POINTER, pointer, detail);
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
