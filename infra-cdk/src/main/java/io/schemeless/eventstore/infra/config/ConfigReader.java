package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.functions.http.Operation.Function;
import io.schemeless.eventstore.infra.config.StoreConfig.Adopted;
import io.schemeless.eventstore.infra.config.StoreConfig.Throttle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/// Reads a [StoreConfig] from settings, wherever they stand. What is wrong fails by its name.
public final class ConfigReader {
  static final String DEFAULT_NAME = "events";
  private static final String DEFAULT_RESET = "0 3 * * ? *";
  private static final String NEVER = "never";
  private static final String NONE = "none";
  private static final int MAX_RATE = 10_000;
  private static final int MAX_CONCURRENCY = 100_000;

  /// A path of SMTP, with its brackets, is 256 octets: RFC 5321, 4.5.3.1.3.
  private static final int MAX_MAIL = 254;

  /// `ScheduleExpression` in the API reference of EventBridge Scheduler has 256 characters, of
  /// which `cron()` takes six.
  private static final int MAX_CRON = 250;

  /// AWS Budgets takes more; a store that costs more than this a month has people who watch it.
  private static final int MAX_BUDGET = 1_000_000;

  /// Of the 1,000 that an account has, at once: replays that wait leave the others to appends.
  private static final int PROD_REPLAYS = 100;

  private final ContextValues values;

  private ConfigReader(ContextValues values) {
    this.values = values;
  }

  /// From CDK's context.
  ///
  /// @throws ConfigException naming the setting that is missing, wrong or unknown
  public static StoreConfig read(Node node) {
    return of(context(node));
  }

  /// From a program, or a file: the names and values of `-c`.
  ///
  /// @throws ConfigException naming the setting that is missing, wrong or unknown
  public static StoreConfig of(Map<String, ?> settings) {
    ContextValues values = new ContextValues(settings);
    StoreConfig config = new ConfigReader(values).config();
    values.refuseOthers();
    return config;
  }

  /// What stands in CDK's context, its own keys included.
  public static Map<String, Object> context(Node node) {
    Map<String, Object> context = new HashMap<>();
    if (node.getAllContext() instanceof Map<?, ?> all) {
      all.forEach(
          (key, value) -> {
            if (key instanceof String name && value != null) {
              context.put(name, value);
            }
          });
    }
    return context;
  }

  /// The names of all settings.
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Stage stage : Stage.values()) {
      ContextValues values = new ContextValues(Map.of("stage", stage.id()));
      StoreConfig unused = new ConfigReader(values).config();
      names.addAll(values.asked());
    }
    return names;
  }

  private StoreConfig config() {
    Stage stage = stage();
    DataSettings data = new DataSettings(values);
    ApiSettings api = new ApiSettings(values);
    Adopted adopted = data.adopted();
    String provider = capacityProvider(stage);
    String alarmEmail =
        values.text(
            "alarmEmail",
            MAX_MAIL,
            "[!-?A-~]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{2,63}",
            "a mail address");
    return new StoreConfig(
        stage,
        values.text(
            "name",
            "[a-z][a-z0-9-]{0,19}",
            "a lower-case letter and up to 19 of a-z, 0-9 and -",
            DEFAULT_NAME),
        packaging(),
        provider,
        data.table(stage, adopted),
        data.encryption(),
        adopted,
        api.auth(),
        api.origins(),
        api.domain(),
        concurrency(stage, provider),
        new Throttle(
            values.number("appendRate", 1, MAX_RATE, 300),
            values.number("replayRate", 1, MAX_RATE, 100),
            values.number("readRate", 1, MAX_RATE, 500)),
        resetCron(stage),
        alarmEmail,
        budget(alarmEmail),
        data.backup(),
        rollout(stage),
        notifications(adopted),
        values.flag("console", false));
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

  private @Nullable Integer budget(@Nullable String alarmEmail) {
    Integer budget = values.number("monthlyBudget", 1, MAX_BUDGET);
    if (budget != null && alarmEmail == null) {
      throw new ConfigException("monthlyBudget", "needs alarmEmail, which is told");
    }
    return budget;
  }

  private Rollout rollout(Stage stage) {
    String id = values.text("rollout", "atOnce|canary", "atOnce or canary", Rollout.AT_ONCE.id());
    Rollout rollout = id.equals(Rollout.CANARY.id()) ? Rollout.CANARY : Rollout.AT_ONCE;
    if (rollout == Rollout.CANARY && !stage.isProd()) {
      throw new ConfigException("rollout", "is for prod: a sandbox has no versions");
    }
    return rollout;
  }

  private @Nullable String capacityProvider(Stage stage) {
    String compute = values.text("compute", "onDemand|managed", "onDemand or managed", "onDemand");
    String provider =
        values.text(
            "capacityProvider",
            "arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:capacity-provider:[A-Za-z0-9_-]{1,140}",
            "the ARN of a capacity provider of Lambda");
    if (compute.equals("managed") != (provider != null)) {
      throw new ConfigException("compute", "managed and capacityProvider go together");
    }
    if (provider != null && !stage.isProd()) {
      throw new ConfigException("compute", "managed is for prod: its instances are paid all day");
    }
    return provider;
  }

  private Map<Function, Integer> concurrency(Stage stage, @Nullable String provider) {
    Map<Function, Integer> reserved = new EnumMap<>(Function.class);
    for (Function function : Function.values()) {
      String key = function.name().toLowerCase(Locale.ROOT) + "Concurrency";
      String asked = values.text(key);
      if (asked == null) {
        if (function == Function.REPLAY && stage.isProd() && provider == null) {
          reserved.put(function, PROD_REPLAYS);
        }
        continue;
      }
      if (function == Function.RESET) {
        refuseInProd(stage, key);
      }
      if (provider != null) {
        throw new ConfigException(
            key, "is for functions on demand: instances have their own bound");
      }
      if (!asked.equals(NONE)) {
        reserved.put(function, values.number(key, 1, MAX_CONCURRENCY, 0));
      }
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

  private boolean notifications(Adopted adopted) {
    boolean asked = values.flag("notifications", false);
    if (asked && adopted.table() != null) {
      throw new ConfigException("notifications", "need a table of the stack's own (no table)");
    }
    return asked;
  }
}
