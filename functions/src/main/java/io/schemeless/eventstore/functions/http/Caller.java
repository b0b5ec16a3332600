package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who calls, by the word of API Gateway's authorizer, and with which domains the caller may deal.
/// Nothing of it comes from what the client sent but its token, which the gateway has verified.
///
/// Where rights are by domain, a token names each in a scope of its own: the prefix, `read:` or
/// `append:`, and the domain percent-encoded; `*` for all. Whoever has no token has none of them.
///
/// @param recordedBy the ARN of an IAM caller; `jwt:sub=...&client=...` of a token, each value
///   percent-encoded, so that no subject reads as another; none where no authorizer was asked
/// @param scopes those of the token
/// @param prefix of the scopes that name domains, or none where every caller may deal with all
public record Caller(@Nullable String recordedBy, Set<String> scopes, @Nullable String prefix) {
  private static final String READ = "read:";
  private static final String APPEND = "append:";
  private static final String ALL = "*";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  static Caller of(APIGatewayV2HTTPEvent.RequestContext context, @Nullable String prefix) {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer = context.getAuthorizer();
    if (authorizer == null) {
      return new Caller(null, Set.of(), prefix);
    }
    if (authorizer.getJwt() != null && authorizer.getJwt().getClaims() != null) {
      Map<String, String> claims = authorizer.getJwt().getClaims();
      return new Caller(token(claims), scopes(claims), prefix);
    }
    String arn = authorizer.getIam() == null ? null : authorizer.getIam().getUserArn();
    return new Caller(arn, Set.of(), prefix);
  }

  private static @Nullable String token(Map<String, String> claims) {
    String subject = claims.get("sub");
    String client = claims.getOrDefault("client_id", claims.get("azp"));
    if (subject == null && client == null) {
      return null;
    }
    StringBuilder text = new StringBuilder("jwt:");
    if (subject != null) {
      text.append("sub=").append(Percent.encode(subject));
    }
    if (client != null) {
      text.append(subject == null ? "" : "&").append("client=").append(Percent.encode(client));
    }
    return text.toString();
  }

  /// A list of texts is handed over as `[a b]`.
  private static Set<String> scopes(Map<String, String> claims) {
    String text = claims.getOrDefault("scope", claims.getOrDefault("scp", ""));
    String inner =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return Arrays.stream(inner.split(" ", -1))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toSet());
  }

  /// @throws HttpProblem unless the caller may append to the domain
  public void requireAppend(String domain) {
    if (!may(APPEND, domain)) {
      throw forbidden("append to this domain");
    }
  }

  /// @param domain none for all
  /// @throws HttpProblem unless the caller may read the domain
  public void requireRead(@Nullable String domain) {
    if (domain == null && !mayAll(READ)) {
      throw forbidden("read all domains; name one in domain");
    }
    if (domain != null && !mayRead(domain)) {
      throw forbidden("read this domain");
    }
  }

  public boolean mayRead(String domain) {
    return may(READ, domain);
  }

  private boolean may(String what, String domain) {
    return mayAll(what) || scopes.contains(prefix + what + Percent.encode(domain));
  }

  private boolean mayAll(String what) {
    return prefix == null || scopes.contains(prefix + what + ALL);
  }

  private static HttpProblem forbidden(String what) {
    return new HttpProblem(Problem.of(ProblemType.FORBIDDEN, "the token has no scope to " + what));
  }
}
