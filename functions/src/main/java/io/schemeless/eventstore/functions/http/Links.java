package io.schemeless.eventstore.functions.http;

import io.schemeless.eventstore.store.AppendResult;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses in answers. Names in them are percent-encoded, line breaks too, so that none can add a
/// header.
public final class Links {
  /// Line and headers of a request have 10,240 bytes at API Gateway, and so have those of an
  /// answer.
  private static final int MAX_ADDRESS = 6_000;

  private Links() {}

  /// The path of an event; in the query form where a path cannot carry its id.
  ///
  /// @param source where it names the event together with the id; one that is too long for an
  ///   address is told by the place in the stream
  public static String event(
      Request request, AppendResult.Appended event, @Nullable String source) {
    String alone = event(request, event.id());
    if (source == null) {
      return alone;
    }
    String both = alone + (alone.indexOf('?') < 0 ? "?" : "&") + "source=" + Percent.encode(source);
    return both.length() <= MAX_ADDRESS ? both : place(request, event);
  }

  private static String place(Request request, AppendResult.Appended event) {
    String identifier = event.stream().identifier();
    return request.match().prefix()
        + "/stream/events?domain="
        + Percent.encode(event.stream().domain())
        + (identifier == null ? "" : "&identifier=" + Percent.encode(identifier))
        + "&from="
        + event.sequence()
        + "&limit=1";
  }

  private static String event(Request request, String id) {
    boolean inPath =
        id.chars().noneMatch(c -> c == '/' || c == '?' || c == '%' || c == '\\')
            && !id.matches("\\.\\.?");
    return request.match().prefix() + (inPath ? "/events/" : "/event?id=") + Percent.encode(id);
  }

  /// A link to the next page: the request's own address with another value of one parameter,
  /// relative, which holds behind any stage, mapping and domain. It starts with the last segment of
  /// the path: `java.net.URI` resolves a bare query against the directory (JDK-6791060).
  public static String next(Request request, String parameter, String value) {
    return next(request, parameter, value, List.of());
  }

  /// @param without parameters that the next page does not have
  public static String next(
      Request request, String parameter, String value, Collection<String> without) {
    String template = request.match().template();
    String last = template.substring(template.lastIndexOf('/') + 1);
    return "<" + last + request.query().with(parameter, value, without) + ">; rel=\"next\"";
  }
}
