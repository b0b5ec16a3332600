package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.infra.monitoring.MonitoringText;
import io.schemeless.eventstore.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Recomputes `docs/reference/cost.md` from the prices at its top.
class CostPageTest {
  private static final String PAGE = page();
  private static final double HOURS = 730;

  /// One a second, in millions a month.
  private static final double MONTH = 3_600 * HOURS / 1e6;

  private static final double WRITES = price("DynamoDB on-demand \\| (\\S+) a million write");
  private static final double READS = price("write units, (\\S+) a million read");
  private static final double UNIT_HOUR = price("DynamoDB provisioned \\| (\\S+) an hour");
  private static final double STORAGE =
      price("point-in-time recovery \\| (\\S+) and") + price("recovery \\| \\S+ and (\\S+) a GB");
  private static final double CALL = price("Lambda, arm64 \\| (\\S+) a million");
  private static final double GB_SECOND = price("requests, (\\S+) a GB-second");
  private static final double HTTP = price("HTTP API \\| (\\S+) a million");
  private static final double LOGS = price("logs (\\S+) a GB");
  private static final double METRIC = price("a metric (\\S+), a metric in");
  private static final double ALARM = price("metric in an alarm (\\S+);");
  private static final double TRACE = price("X-Ray \\| (\\S+) a million");
  private static final double PIPE = price("a pipe (\\S+) a million");
  private static final double BUS = price("own (\\S+) a million events");
  private static final double STREAM = price("DynamoDB Streams \\| (\\S+) a million");
  private static final double SENT = price("CloudFront \\| (\\S+) a GB");
  private static final double FETCH = price("Europe, (\\S+) a million HTTPS");
  private static final double PATHS = price("HTTPS requests, (\\S+) a million runs");
  private static final double PUT = price("S3 \\| (\\S+) a million PUTs");

  /// Milliseconds of 1 GB, for a million calls.
  private static double time(double gigabytes, double millis) {
    return gigabytes * millis * 1_000 * GB_SECOND;
  }

  @Test
  void appends_are_added_up_right() {
    double[] rows = {
      3 * WRITES, READS, HTTP, CALL, time(1, 25), LOGS, 1.5 * STORAGE,
    };
    String[] names = {
      "write units",
      "read units",
      "HTTP API",
      "Lambda, requests",
      "Lambda, time",
      "logs",
      "storage",
    };
    double each = 0;
    for (int i = 0; i < rows.length; i++) {
      assertThat(PAGE).contains(row(names[i], rows[i], " | ", ""));
      each += rows[i];
    }

    assertThat(PAGE).contains(row("**together**", each, "** | **", "**"));
    assertThat(PAGE).contains(dollars(each) + " a million appends");
    assertThat(PAGE)
        .contains("12 × " + dollars(MONTH * 1.5 * STORAGE))
        .contains("= " + dollars(12 * MONTH * 1.5 * STORAGE) + " a month");
  }

  /// The end of a row's name, then the month at 1, 10 and 100 a second.
  private static String row(String name, double million, String between, String around) {
    String start = PAGE.lines().filter(l -> l.startsWith("| " + name)).findFirst().orElseThrow();
    return start.substring(0, start.indexOf(" | ") + 3)
        + around
        + String.join(
            between,
            dollars(MONTH * million),
            dollars(10 * MONTH * million),
            dollars(100 * MONTH * million))
        + around
        + " |";
  }

  @Test
  void what_changes_it_is_right() {
    assertThat(PAGE)
        .contains("a new stream | + " + dollars(WRITES))
        .contains("a correlation id | + " + dollars(WRITES) + " each")
        .contains("deflated | + " + dollars(PUT) + " for the PUT")
        .contains("their logs | - " + dollars(HTTP + CALL + time(1, 25) + LOGS))
        .contains("notifications | + " + dollars(PIPE + BUS))
        .contains("for nothing: " + dollars(3 * WRITES))
        .contains(
            "300 of them for 100 / s are %s a month in place of %s"
                .formatted(dollars(300 * UNIT_HOUR * HOURS), dollars(100 * MONTH * 3 * WRITES)));
  }

  @Test
  void a_reader_is_added_up_right() {
    double call = MONTH * CALL;
    double time = MONTH * time(1.73, 20);
    double units = MONTH * 2.5 * READS;

    assertThat(PAGE)
        .contains("0.125 = " + dollars(units) + " at rest")
        .contains("what came, " + dollars(MONTH * 7 * READS))
        .contains("= " + dollars(call) + " + " + dollars(time))
        .contains("**" + dollars(units + MONTH * HTTP + call + time + MONTH * LOGS) + "** at rest")
        .contains("= " + dollars(MONTH * time(1.73, 1_000)) + ". To poll");
  }

  @Test
  void what_is_paid_at_rest_is_right() {
    assertThat(PAGE)
        .contains("%d in prod, over %d metrics | %s".formatted(alarms(Synth.prod())))
        .contains("(%d, over %d metrics: %s)".formatted(alarms(Synth.sandbox())))
        .contains("up to " + dollars(Metric.values().length * 3 * METRIC))
        .contains(dollars(MONTH * TRACE) + " at 1 / s")
        .contains(dollars((1 + 9 * 0.05) * MONTH * TRACE) + " at 10 / s")
        .contains(dollars((1 + 99 * 0.05) * MONTH * TRACE) + " at 100 / s")
        .contains("costs " + dollars(0.01 * MONTH * TRACE) + " a month at 1 / s")
        .contains("up to " + dollars(4 * MONTH * STREAM) + ": the pipe reads")
        .contains(
            "%s for requests and %s for 0.1 GB, at 1,000 visits that each load it anew (10 requests"
                .formatted(dollars(0.01 * (FETCH + PATHS)), dollars(0.1 * SENT)))
        .contains(dollars(STORAGE) + " a GB");
  }

  /// Sizes, units and waits are the store's; the figures above are computed with them.
  @Test
  void what_it_is_computed_from_is_the_store_s() throws IOException {
    String append = gigabytes("AppendFunction", "%.0f");
    String replay = gigabytes("ReplayFunction", "%.2f");

    assertThat(PAGE)
        .contains("| " + append + " GB × 25 ms (assumed")
        .contains(replay + " GB × 20 ms (assumed)")
        .contains(replay + " GB all month")
        .contains(
            "With `wait=%d`"
                .formatted(PageNumbers.constant(ReplayHandler.class, "MAX_WAIT_SECONDS")))
        .contains("a body over %d KiB".formatted(StoreOptions.DEFAULT.offloadThreshold() / 1_024))
        .contains("the store's metrics: %d names, up to three".formatted(Metric.values().length))
        .contains("| write units | 4.93 | 49.28 | 492.75 | 3 × ");
    assertThat(Files.readString(Path.of("../docs/reference/units.md")))
        .contains("the process remembers its head | 3 | 0 |")
        .contains("in a process that does not | 3 | 1 |");
    assertThat(
            Synth.prod().all("AWS::Lambda::Function").stream()
                .filter(f -> f.at("/Properties/SnapStart").isObject()))
        .hasSize(3);
  }

  private static String gigabytes(String function, String form) {
    int mebibytes = Synth.prod().resource(function).at("/Properties/MemorySize").asInt();
    return String.format(Locale.ROOT, form, mebibytes / 1_024.0);
  }

  private static Object[] alarms(Resources stage) {
    long metrics =
        MonitoringText.alarms(stage).lines().filter(line -> line.contains(" of 300 s")).count();
    return new Object[] {
      stage.all("AWS::CloudWatch::Alarm").size(), metrics, dollars(metrics * ALARM)
    };
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static double price(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(PAGE);
    if (!found.find()) {
      throw new AssertionError("the page has no price " + pattern);
    }
    return Double.parseDouble(found.group(1));
  }

  private static String page() {
    try {
      return Files.readString(Path.of("../docs/reference/cost.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
