package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.functions.http.Operation.Function;
import io.schemeless.eventstore.infra.config.StoreConfig.Auth;
import io.schemeless.eventstore.infra.config.StoreConfig.Capacity;
import io.schemeless.eventstore.infra.config.StoreConfig.Domain;
import io.schemeless.eventstore.infra.config.StoreConfig.Span;
import io.schemeless.eventstore.infra.config.StoreConfig.Throttle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/// Reads a [StoreConfig] from CDK's context. What is wrong fails by its name.
public final class ConfigReader {
  private static final String DEFAULT_NAME = "events";
  private static final String DEFAULT_RESET = "0 3 * * ? *";
  private static final String NEVER = "never";
  private static final int MAX_RATE = 10_000;
  private static final int MAX_CONCURRENCY = 100_000;

  /// A name in DNS is 255 octets on the wire, which leaves 253 characters: RFC 1035, 2.3.4.
  private static final int MAX_DOMAIN = 253;

  /// `CertificateArn` in the API reference of ACM.
  private static final int MAX_ARN = 2_048;

  /// `Issuer` in the API reference of API Gateway V2: a URI between 1 and 2,048.
  private static final int MAX_ISSUER = 2_048;

  /// "Audiences per authorizer" in the quotas of HTTP APIs.
  private static final int MAX_AUDIENCES = 50;

  /// A path of SMTP, with its brackets, is 256 octets: RFC 5321, 4.5.3.1.3.
  private static final int MAX_MAIL = 254;

  /// `ScheduleExpression` in the API reference of EventBridge Scheduler has 256 characters, of
  /// which `cron()` takes six.
  private static final int MAX_CRON = 250;

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private final ContextValues values;

  private ConfigReader(ContextValues values) {
    this.values = values;
  }

  /// @throws ConfigException naming the setting that is missing, wrong or unknown
  public static StoreConfig read(Node node) {
    ContextValues values = new ContextValues(node);
    StoreConfig config = new ConfigReader(values).config();
    values.refuseOthers();
    return config;
  }

  private StoreConfig config() {
    Stage stage = stage();
    String table = values.text("table", "[A-Za-z0-9_.-]{3,255}", "the name of a DynamoDB table");
    return new StoreConfig(
        stage,
        values.text(
            "name",
            "[a-z][a-z0-9-]{0,19}",
            "a lower-case letter and up to 19 of a-z, 0-9 and -",
            DEFAULT_NAME),
        packaging(),
        capacity(),
        values.flag("customerKey"),
        table,
        auth(),
        values.texts(
            "cors",
            "\\*|https?://[A-Za-z0-9.-]+(:\\d{1,5})?",
            "an origin, https://app.example.com"),
        domain(),
        concurrency(stage),
        new Throttle(
            values.number("appendRate", 1, MAX_RATE, 300),
            values.number("readRate", 1, MAX_RATE, 500)),
        resetCron(stage),
        values.text(
            "alarmEmail",
            MAX_MAIL,
            "[!-?A-~]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{2,63}",
            "a mail address"),
        notifications(table));
  }

  private Stage stage() {
    String stage = values.text("stage");
    return Arrays.stream(Stage.values())
        .filter(known -> known.id().equals(stage))
        .findFirst()
        .orElseThrow(
            () -> new ConfigException("stage", "must be sandbox or prod (-c stage=sandbox)"));
  }

  private Packaging packaging() {
    String id = values.text("packaging", "zip|image", "zip or image", Packaging.ZIP.id());
    return Packaging.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private Capacity capacity() {
    Span reads = values.span("readCapacity");
    Span writes = values.span("writeCapacity");
    if (reads == null && writes == null) {
      return new Capacity.OnDemand();
    }
    if (reads == null || writes == null) {
      throw new ConfigException("readCapacity", "and writeCapacity go together");
    }
    return new Capacity.Provisioned(reads, writes);
  }

  private Auth auth() {
    String issuer = values.text("jwtIssuer", MAX_ISSUER, "https://[!-~&&[^?#]]+", "an https URL");
    List<String> audience = values.texts("jwtAudience", "\\S+", "a name without spaces");
    if (audience.size() > MAX_AUDIENCES) {
      throw new ConfigException("jwtAudience", "must be at most " + MAX_AUDIENCES + " names");
    }
    if (issuer == null && audience.isEmpty()) {
      return new Auth.Iam();
    }
    if (issuer == null || audience.isEmpty()) {
      throw new ConfigException("jwtIssuer", "and jwtAudience go together");
    }
    return new Auth.Jwt(issuer, audience);
  }

  private @Nullable Domain domain() {
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

  private Map<Function, Integer> concurrency(Stage stage) {
    Map<Function, Integer> reserved = new EnumMap<>(Function.class);
    for (Function function : Function.values()) {
      String key = function.name().toLowerCase(Locale.ROOT) + "Concurrency";
      if (values.text(key) == null) {
        continue;
      }
      if (function == Function.RESET) {
        refuseInProd(stage, key);
      }
      reserved.put(function, values.number(key, 1, MAX_CONCURRENCY, 0));
    }
    return reserved;
  }

  private @Nullable String resetCron(Stage stage) {
    String cron = values.text("resetCron", MAX_CRON, "(?s).*", "a text");
    if (cron == null) {
      return stage.isProd() ? null : DEFAULT_RESET;
    }
    refuseInProd(stage, "resetCron");
    if (cron.equals(NEVER)) {
      return null;
    }
    if (!Cron.isValid(cron)) {
      throw new ConfigException(
          "resetCron", "must be six cron fields, as in \"" + DEFAULT_RESET + "\", or never");
    }
    return cron;
  }

  private static void refuseInProd(Stage stage, String key) {
    if (stage.isProd()) {
      throw new ConfigException(key, "is for sandboxes only: prod has no reset");
    }
  }

  private boolean notifications(@Nullable String table) {
    boolean asked = values.flag("notifications");
    if (asked && table != null) {
      throw new ConfigException("notifications", "need a table of the stack's own (no -c table)");
    }
    return asked;
  }
}
