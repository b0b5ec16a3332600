package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.functions.http.Operation.Function;
import io.schemeless.eventstore.infra.StoreConfig.Auth;
import io.schemeless.eventstore.infra.StoreConfig.Capacity;
import io.schemeless.eventstore.infra.StoreConfig.Domain;
import io.schemeless.eventstore.infra.StoreConfig.Span;
import io.schemeless.eventstore.infra.StoreConfig.Throttle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/// Reads a [StoreConfig] from the context. What is wrong fails by its name.
final class Context {
  private static final String DEFAULT_NAME = "events";
  private static final String DEFAULT_RESET = "0 3 * * ? *";
  private static final String NEVER = "never";
  private static final int MAX_CAPACITY = 40_000;
  private static final int MAX_RATE = 10_000;

  private final Node node;

  private Context(Node node) {
    this.node = node;
  }

  /// @throws ConfigException naming the setting that is missing or wrong
  static StoreConfig read(Node node) {
    Context context = new Context(node);
    Stage stage = context.stage();
    return new StoreConfig(
        stage,
        context.matching("name", "[a-z][a-z0-9-]{0,19}", DEFAULT_NAME),
        context.capacity(),
        context.flag("customerKey"),
        context.text("table"),
        context.auth(),
        context.texts("cors"),
        context.domain(),
        context.concurrency(stage),
        new Throttle(
            context.number("appendRate", 1, MAX_RATE, 300),
            context.number("readRate", 1, MAX_RATE, 500)),
        context.resetCron(stage),
        context.text("alarmEmail"),
        context.notifications());
  }

  private Stage stage() {
    String stage = text("stage");
    return Arrays.stream(Stage.values())
        .filter(known -> known.id().equals(stage))
        .findFirst()
        .orElseThrow(
            () -> new ConfigException("stage", "must be sandbox or prod (-c stage=sandbox)"));
  }

  private Capacity capacity() {
    Span reads = span("readCapacity");
    Span writes = span("writeCapacity");
    if (reads == null && writes == null) {
      return new Capacity.OnDemand();
    }
    if (reads == null || writes == null) {
      throw new ConfigException("readCapacity", "and writeCapacity go together");
    }
    return new Capacity.Provisioned(reads, writes);
  }

  private @Nullable Span span(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    if (text.matches("[1-9]\\d{0,4}-[1-9]\\d{0,4}")) {
      String[] bounds = text.split("-");
      Span span = new Span(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]));
      if (span.least() <= span.most() && span.most() <= MAX_CAPACITY) {
        return span;
      }
    }
    throw new ConfigException(key, "must be two numbers of units a second, as in 5-200");
  }

  private Auth auth() {
    String issuer = text("jwtIssuer");
    List<String> audience = texts("jwtAudience");
    if (issuer == null && audience.isEmpty()) {
      return new Auth.Iam();
    }
    if (issuer == null || audience.isEmpty() || !issuer.startsWith("https://")) {
      throw new ConfigException("jwtIssuer", "must be an https URL, and jwtAudience be given too");
    }
    return new Auth.Jwt(issuer, audience);
  }

  private @Nullable Domain domain() {
    String name = text("domainName");
    String certificate = text("certificateArn");
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
      if (text(key) == null) {
        continue;
      }
      if (function == Function.RESET && stage.isProd()) {
        throw new ConfigException(key, "is for sandboxes only: prod has no reset");
      }
      reserved.put(function, number(key, 1, 100_000, 0));
    }
    return reserved;
  }

  private @Nullable String resetCron(Stage stage) {
    String cron = text("resetCron");
    if (stage.isProd()) {
      if (cron != null) {
        throw new ConfigException("resetCron", "is for sandboxes only: prod has no reset");
      }
      return null;
    }
    return NEVER.equals(cron) ? null : matching("resetCron", "\\S+( \\S+){5}", DEFAULT_RESET);
  }

  private boolean notifications() {
    boolean asked = flag("notifications");
    if (asked && text("table") != null) {
      throw new ConfigException("notifications", "need a table of the stack's own (no -c table)");
    }
    return asked;
  }

  private int number(String key, int least, int most, int otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,6}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new ConfigException(key, "must be a number from " + least + " to " + most);
  }

  private boolean flag(String key) {
    return "true".equals(matching(key, "true|false", "false"));
  }

  private String matching(String key, String pattern, String otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches(pattern)) {
      throw new ConfigException(key, "must match " + pattern);
    }
    return text;
  }

  private List<String> texts(String key) {
    String text = text(key);
    return text == null ? List.of() : List.of(text.split("\\s*,\\s*"));
  }

  private @Nullable String text(String key) {
    Object value = node.tryGetContext(key);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }
}
