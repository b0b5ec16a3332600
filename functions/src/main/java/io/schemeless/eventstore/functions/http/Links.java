package io.schemeless.eventstore.functions.http;

/// Addresses in answers. Names in them are percent-encoded, line breaks too, so that none can add a
/// header.
public final class Links {
  private Links() {}

  /// The path of an event; in the query form where a path cannot carry its id.
  public static String event(Request request, String id) {
    boolean inPath =
        id.chars().noneMatch(c -> c == '/' || c == '?' || c == '%' || c == '\\')
            && !id.matches("\\.\\.?");
    return request.match().prefix() + (inPath ? "/events/" : "/event?id=") + Percent.encode(id);
  }

  /// A link to the next page: the request's own address with another value of one parameter,
  /// relative, which holds behind any stage, mapping and domain. It starts with the last segment of
  /// the path: `java.net.URI` resolves a bare query against the directory (JDK-6791060).
  public static String next(Request request, String parameter, String value) {
    String template = request.match().template();
    String last = template.substring(template.lastIndexOf('/') + 1);
    return "<" + last + request.query().with(parameter, value) + ">; rel=\"next\"";
  }
}
