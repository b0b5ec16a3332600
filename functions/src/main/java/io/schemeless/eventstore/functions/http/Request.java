package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.schemeless.eventstore.functions.metrics.Counts;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.StreamId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request that has found its operation.
///
/// @param headers by lower-case name
/// @param rawBody as API Gateway gave it, in base64 where `base64` says so
/// @param counts takes what the handler counts
/// @param caller who sent it
public record Request(
    Router.Match match,
    Query query,
    Map<String, String> headers,
    @Nullable String rawBody,
    boolean base64,
    Context context,
    Counts counts,
    Caller caller) {

  /// @param domainScopes the prefix of scopes that name domains, or none
  static Request of(
      APIGatewayV2HTTPEvent event, Context context, Counts counts, @Nullable String domainScopes) {
    Router.Match match = route(event);
    Map<String, String> headers = new TreeMap<>();
    if (event.getHeaders() != null) {
      event
          .getHeaders()
          .forEach((name, value) -> header(headers, name.toLowerCase(Locale.ROOT), value));
    }
    return new Request(
        match,
        Query.parse(event.getRawQueryString()),
        headers,
        event.getBody(),
        event.getIsBase64Encoded(),
        context,
        counts,
        Caller.of(event.getRequestContext(), domainScopes));
  }

  private static void header(Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  /// Lambda hands over whatever it is invoked with, also what API Gateway would never send.
  private static Router.Match route(@Nullable APIGatewayV2HTTPEvent event) {
    if (event == null
        || event.getRequestContext() == null
        || event.getRequestContext().getHttp() == null
        || event.getRawPath() == null) {
      throw new HttpProblem(
          Problem.of(ProblemType.ROUTE_NOT_FOUND, "this is no event of an HTTP API"));
    }
    APIGatewayV2HTTPEvent.RequestContext origin = event.getRequestContext();
    String method = origin.getHttp().getMethod();
    Router.Match chosen =
        Router.ofKey(event.getRouteKey(), event.getPathParameters(), method, event.getRawPath());
    return chosen != null ? chosen : Router.match(method, event.getRawPath(), origin.getStage());
  }

  public Operation operation() {
    return match.operation();
  }

  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /// Refuses every other parameter than these, and the names where the query must give them.
  public Request allowingQuery(String... parameters) {
    Set<String> allowed = new HashSet<>(Set.of(parameters));
    if (match.namesInQuery()) {
      allowed.addAll(operation().names());
    }
    query.allowOnly(allowed);
    return this;
  }

  /// The stream that the address names.
  public StreamId stream() {
    return StreamId.of(name("domain"), optionalName("identifier"));
  }

  /// A name that the address must give, of 1 to 512 bytes.
  public String name(String parameter) {
    String value = optionalName(parameter);
    if (value == null) {
      throw HttpProblem.parameter(parameter, "is missing");
    }
    return value;
  }

  private @Nullable String optionalName(String parameter) {
    String value = match.namesInQuery() ? query.one(parameter) : match.names().get(parameter);
    return value == null ? null : bounded(parameter, value);
  }

  /// A name that the query may give, of 1 to 512 bytes.
  public @Nullable String filter(String parameter) {
    String value = query.one(parameter);
    return value == null ? null : bounded(parameter, value);
  }

  /// The continuation token to go on from, or none.
  public @Nullable ContinuationToken token() {
    String after = query.one("after");
    return after == null ? null : new ContinuationToken(after);
  }

  /// Checks a name's bounds.
  public static String bounded(String parameter, String value) {
    String fault = Names.fault(value);
    if (fault != null) {
      throw HttpProblem.parameter(parameter, fault);
    }
    return value;
  }

  /// How long the function may still run, less a margin to answer in.
  public Duration timeLeft(Duration margin) {
    return timeLeft(context, margin);
  }

  /// How long a function may still run, less a margin to answer in.
  public static Duration timeLeft(Context context, Duration margin) {
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(margin);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
