package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.infra.config.StoreConfig.Auth;
import io.schemeless.eventstore.infra.config.StoreConfig.Domain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is chosen about who reaches the API, and where.
final class ApiSettings {
  /// A name in DNS is 255 octets on the wire, which leaves 253 characters: RFC 1035, 2.3.4.
  private static final int MAX_DOMAIN = 253;

  /// `CertificateArn` in the API reference of ACM.
  private static final int MAX_ARN = 2_048;

  /// `Issuer` in the API reference of API Gateway V2: a URI between 1 and 2,048.
  private static final int MAX_ISSUER = 2_048;

  /// "Audiences per authorizer" in the quotas of HTTP APIs.
  private static final int MAX_AUDIENCES = 50;

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private static final String DEFAULT_SCOPES = "event-store.";

  private final ContextValues values;

  ApiSettings(ContextValues values) {
    this.values = values;
  }

  /// The web origins that may call from a browser.
  List<String> origins() {
    return values.texts(
        "cors", "\\*|https?://[A-Za-z0-9.-]+(:\\d{1,5})?", "an origin, https://app.example.com");
  }

  Auth auth() {
    String issuer = values.text("jwtIssuer", MAX_ISSUER, "https://[!-~&&[^?#]]+", "an https URL");
    List<String> audience = values.texts("jwtAudience", "\\S+", "a name without spaces");
    if (audience.size() > MAX_AUDIENCES) {
      throw new ConfigException("jwtAudience", "must be at most " + MAX_AUDIENCES + " names");
    }
    String prefix =
        values.text(
            "jwtScopePrefix",
            "[!#-\\[\\]-~]{1,100}",
            "1 to 100 characters that a scope may have",
            DEFAULT_SCOPES);
    boolean byDomain = values.flag("jwtDomainScopes", false);
    if (issuer == null && audience.isEmpty()) {
      if (byDomain) {
        throw new ConfigException("jwtDomainScopes", "needs jwtIssuer and jwtAudience");
      }
      return new Auth.Iam();
    }
    if (issuer == null || audience.isEmpty()) {
      throw new ConfigException("jwtIssuer", "and jwtAudience go together");
    }
    return new Auth.Jwt(issuer, audience, prefix, byDomain);
  }

  @Nullable Domain domain() {
    String name =
        values.text(
            "domainName", MAX_DOMAIN, "(" + LABEL + "\\.)+[a-z]{2,63}", "as in events.example.com");
    String certificate =
        values.text(
            "certificateArn",
            MAX_ARN,
            "arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[A-Za-z0-9-]+",
            "the ARN of a certificate of ACM");
    if (name == null && certificate == null) {
      return null;
    }
    if (name == null || certificate == null) {
      throw new ConfigException("domainName", "and certificateArn go together");
    }
    return new Domain(name, certificate);
  }
}
