package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.infra.config.ConfigException;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.monitoring.Budget;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers of `docs/reference/infrastructure.md` are those of the code and of the template.
class InfrastructurePageTest {
  private static final String CONFIG = ConfigReader.class.getPackageName() + ".";
  private static final int SECOND = 1_000;

  @Test
  void every_number_is_that_of_the_code_or_of_the_template() {
    StoreConfig plain = read("customerKey=false");
    String ceiling = grouped("ContextValues", "MAX_CAPACITY");
    Resources sandbox = Synth.sandbox();
    Resources provisioned = Synth.prod("readCapacity=5-50", "writeCapacity=5-50");

    PageNumbers.of("infrastructure.md")
        .has("units a second, 1 to %s; both", grouped("ContextValues", "MAX_CAPACITY"))
        .has("scaled at %s %% use", utilization(provisioned))
        .has("at most %s characters; at most", grouped("ApiSettings", "MAX_ISSUER"))
        .has("%s names without spaces", grouped("ApiSettings", "MAX_AUDIENCES"))
        .has("a name in lower case of at most %s ", grouped("ApiSettings", "MAX_DOMAIN"))
        .has("the ARN, at most %s, of", grouped("ApiSettings", "MAX_ARN"))
        .has("| 1 to %s, or `none`", grouped("ConfigReader", "MAX_CONCURRENCY"))
        .has(
            "from %s and %s to %s; both",
            grouped("DataSettings", "LEAST_WARM_READS"),
            grouped("DataSettings", "LEAST_WARM_WRITES"),
            ceiling)
        .has("dollars, 1 to %s; needs", grouped("ConfigReader", "MAX_BUDGET"))
        .has("| 1 to %s days; the ARN", grouped("DataSettings", "MAX_BACKUP_DAYS"))
        .has(
            "mails at %s %% spent and %s %% forecast",
            PageNumbers.constant(Budget.class, "NEARLY_PERCENT"),
            PageNumbers.constant(Budget.class, "ALL_PERCENT"))
        .has("| 1 to 100 characters of a scope") // Held by PhysicalNamesTest.
        .has("in prod %s for `replayConcurrency`", reserved())
        .has("the replay function has %s reserved instances", reserved())
        .has("calls each alias every %s days", keepAliveDays())
        .has(
            "for up to %s s. Lambda's",
            PageNumbers.constant(ReplayHandler.class, "MAX_WAIT_SECONDS"))
        .has(
            "| %s, %s, %s | 1 to ",
            plain.throttle().appends(), plain.throttle().replays(), plain.throttle().reads())
        .has("%s | requests a second on each", grouped("ConfigReader", "MAX_RATE"))
        .has("bursts of twice as many; `POST /reset` takes %s |", rate(sandbox, "POST /reset"))
        .has("| `%s` | six fields", Objects.requireNonNull(plain.resetCron()))
        .has("at most %s characters; or `never`", grouped("ConfigReader", "MAX_CRON"))
        .has("a mail address of at most %s ASCII", grouped("ConfigReader", "MAX_MAIL"))
        .has("TLS %s or newer only", tls(sandbox))
        .has("Abandoned uploads go after %s days", bucketDays(sandbox, "DaysAfterInitiation"))
        .has("purges for up to %s minutes", seconds(sandbox, "ResetFunction") / 60)
        .has("payload format %s,", payloadFormat(sandbox))
        .has("is %s s old or older", threshold(sandbox, "OldHole"))
        .has(
            "%s 5xx in %s minutes",
            word(threshold(sandbox, "ServerErrors")), minutes("ServerErrors"))
        .has(
            "%s requests in %s minutes were turned away for one",
            word(threshold(sandbox, "HotKey")), minutes("HotKey"))
        .has(
            "%s in %s minutes, at the provisioned",
            word(threshold(sandbox, "CapacityThrottles")), minutes("CapacityThrottles"))
        .has(
            "%s in %s minutes, at the account's",
            word(threshold(sandbox, "AccountThrottles")), minutes("AccountThrottles"))
        .has(
            "p99 of the append or streams function is %s s or more for %s minutes",
            threshold(sandbox, "SlowAppends") / SECOND, minutes("SlowAppends"))
        .has("wait for %s s", PageNumbers.constant(ReplayHandler.class, "MAX_WAIT_SECONDS"))
        // Held by PhysicalNamesTest, at their edges.
        .has("then up to 19 letters")
        .has("| 3 to 255 letters, digits")
        .has("`least-most`")
        .has("Java 25 on arm64")
        .has("3 to 63 lower-case letters")
        // Of AWS, and of others.
        .has("1,000 for most, and as few as 10 for new ones")
        .has("wait=20")
        .has("answered 429 or 503")
        .has("answers 503 [`no-store`]")
        .has("(503 `throttled`)")
        // Names.
        .has("adr/0010")
        .has("adr/0011")
        .has("adr/0012")
        .has("adr/0026")
        .has("adr/0028")
        .has("adr/0046")
        .has("adr/0047")
        .has("adr/0061")
        .has("shop/v1` (`AWS::ApiGatewayV2::ApiMapping`")
        .hasNoOther();
    assertThat(threshold(sandbox, "SlowReads")).isEqualTo(threshold(sandbox, "SlowAppends"));
    assertThat(minutes("SlowReads")).isEqualTo(minutes("SlowAppends"));
  }

  /// What is told as `1 to n` is taken at both ends and refused beyond them.
  @ParameterizedTest
  @CsvSource({
    "appendRate, 10000",
    "readRate, 10000",
    "replayRate, 10000",
    "appendConcurrency, 100000",
    "replayConcurrency, 100000",
    "streamsConcurrency, 100000",
    "resetConcurrency, 100000"
  })
  void a_number_is_taken_up_to_its_bounds(String setting, int most) {
    assertThat(read(setting + "=1")).isNotNull();
    assertThat(read(setting + "=" + most)).isNotNull();
    for (int beyond : new int[] {0, most + 1}) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> read(setting + "=" + beyond))
          .withMessageContaining(setting)
          .withMessageContaining("from 1 to " + most);
    }
  }

  @Test
  void a_capacity_is_taken_up_to_its_bounds() {
    assertThat(read("readCapacity=1-40000", "writeCapacity=40000-40000")).isNotNull();
    for (String beyond : List.of("0-1", "1-40001", "2-1")) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> read("readCapacity=" + beyond, "writeCapacity=1-1"))
          .withMessageContaining("from 1 to 40000");
    }
  }

  private static int reserved() {
    return Synth.prod()
        .resource("ReplayFunction")
        .at("/Properties/ReservedConcurrentExecutions")
        .asInt();
  }

  private static int keepAliveDays() {
    String rate =
        Synth.prod()
            .all("AWS::Scheduler::Schedule")
            .getFirst()
            .at("/Properties/ScheduleExpression")
            .asText();
    return Integer.parseInt(rate.replaceAll("\\D", ""));
  }

  private static StoreConfig read(String... options) {
    return ConfigReader.read(Synth.app(Synth.context("sandbox", options)).getNode());
  }

  private static String grouped(String type, String constant) {
    return String.format(Locale.ROOT, "%,d", PageNumbers.constant(CONFIG + type, constant));
  }

  private static int utilization(Resources store) {
    List<Integer> all =
        store.all("AWS::ApplicationAutoScaling::ScalingPolicy").stream()
            .map(policy -> policy.findValue("TargetValue").asInt())
            .distinct()
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static JsonNode rateOf(Resources store, String route) {
    return store.only("AWS::ApiGatewayV2::Stage").at("/Properties/RouteSettings").get(route);
  }

  private static int rate(Resources store, String route) {
    int rate = rateOf(store, route).get("ThrottlingRateLimit").asInt();
    assertThat(rateOf(store, route).get("ThrottlingBurstLimit").asInt()).isEqualTo(2 * rate);
    return rate;
  }

  private static String tls(Resources store) {
    return store.only("AWS::S3::BucketPolicy").findValue("s3:TlsVersion").asText();
  }

  private static int bucketDays(Resources store, String setting) {
    return store.only("AWS::S3::Bucket").findValue(setting).asInt();
  }

  private static int seconds(Resources store, String function) {
    return store.resource(function).at("/Properties/Timeout").asInt();
  }

  private static String payloadFormat(Resources store) {
    return store
        .all("AWS::ApiGatewayV2::Integration")
        .getFirst()
        .findValue("PayloadFormatVersion")
        .asText();
  }

  private static JsonNode alarm(Resources store, String id) {
    return store.all("AWS::CloudWatch::Alarm").stream()
        .map(alarm -> alarm.get("Properties"))
        .filter(alarm -> alarm.get("AlarmName").asText().endsWith("-" + id))
        .findFirst()
        .orElseThrow();
  }

  private static int threshold(Resources store, String alarm) {
    return alarm(store, alarm).get("Threshold").asInt();
  }

  private static int minutes(String id) {
    JsonNode alarm = alarm(Synth.sandbox(), id);
    return alarm.findValue("Period").asInt() * alarm.get("EvaluationPeriods").asInt() / 60;
  }

  private static String word(int number) {
    return switch (number) {
      case 5 -> "five";
      case 10 -> "ten";
      default -> Integer.toString(number);
    };
  }
}
