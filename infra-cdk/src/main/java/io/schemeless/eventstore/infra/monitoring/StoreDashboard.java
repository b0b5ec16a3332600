package io.schemeless.eventstore.infra.monitoring;

import static io.schemeless.eventstore.infra.monitoring.StoreMetrics.MINUTE;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/// What an operator asks, in this order: is anything wrong, does it answer, is the data right, who
/// is in each other's way, how near are the limits, what does it do and cost, what went wrong last.
final class StoreDashboard {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 6;
  private static final int LOW = 3;
  private static final double MEDIAN = 50;
  private static final double WORST = 99;

  private final StoreConfig config;
  private final StoreMetrics storeMetrics;
  private final AwsMetrics awsMetrics;
  private final StoreFunctions functions;
  private final Alarms alarms;

  StoreDashboard(
      StoreConfig config,
      StoreMetrics storeMetrics,
      AwsMetrics awsMetrics,
      StoreFunctions functions,
      Alarms alarms) {
    this.config = config;
    this.storeMetrics = storeMetrics;
    this.awsMetrics = awsMetrics;
    this.functions = functions;
    this.alarms = alarms;
  }

  Dashboard build(Construct scope) {
    Dashboard dashboard =
        Dashboard.Builder.create(scope, "Dashboard")
            .dashboardName("event-store-" + config.id())
            .build();
    dashboard.addWidgets(
        title("Event store " + config.id() + ": is anything wrong?"),
        AlarmStatusWidget.Builder.create()
            .title("Alarms")
            .alarms(alarms.all())
            .width(WIDTH)
            .height(LOW)
            .build());
    dashboard.addWidgets(
        now("Appends a minute", sum(Metric.APPENDS, "appends")),
        now("Events replayed a minute", sum(Metric.EVENTS_REPLAYED, "events")),
        now("Append p99, ms", awsMetrics.duration(Operation.Function.APPEND, WORST, MINUTE)),
        total("5xx, in all", awsMetrics.serverErrors(MINUTE)),
        total("Unknown outcomes, in all", sum(Metric.UNKNOWN_OUTCOMES, "unknown outcomes")),
        total("Corrupt data, in all", sum(Metric.CORRUPT_DATA, "corrupt")));
    dashboard.addWidgets(
        title("Does it answer, and how fast?"),
        graph(
            "Requests a minute",
            awsMetrics.requests(MINUTE),
            awsMetrics.clientErrors(MINUTE),
            awsMetrics.serverErrors(MINUTE)),
        limited("Appends, ms", Alarms.SLOW_MILLIS, durations(Operation.Function.APPEND)),
        limited("Reads of streams, ms", Alarms.SLOW_MILLIS, durations(Operation.Function.STREAMS)),
        graph("Replays, ms, with their waits", durations(Operation.Function.REPLAY)));
    dashboard.addWidgets(
        title("Is the data right, and is the log whole?"),
        graph("Corrupt data", sum(Metric.CORRUPT_DATA, "corrupt")),
        graph("Unknown outcomes", sum(Metric.UNKNOWN_OUTCOMES, "unknown outcomes")),
        limited(
            "Oldest hole, s",
            Alarms.OLD_HOLE_SECONDS,
            storeMetrics.highest(Metric.OLDEST_HOLE_AGE, "oldest hole", MINUTE)),
        graph("Holes sealed", sum(Metric.SEALED_HOLES, "sealed")));
    dashboard.addWidgets(
        title("Who is in each other's way, and how near are the limits?"),
        graph("Conflicts", sum(Metric.CONFLICTS, "conflicts")),
        graph("Turned away by Lambda", awsMetrics.throttledFunctions(MINUTE)),
        graph("Turned away by DynamoDB", awsMetrics.throttledTable(MINUTE)),
        graph("Instances at once", eachFunction(f -> awsMetrics.concurrency(f, MINUTE))));
    dashboard.addWidgets(
        title("What does it do, and what does that cost?"),
        graph(
            "Appended a minute",
            sum(Metric.APPENDS, "appends"),
            sum(Metric.EVENTS_APPENDED, "events"),
            sum(Metric.OFFLOADS, "bodies to the bucket")),
        graph("Read a minute", sum(Metric.PAGES, "pages"), sum(Metric.EVENTS_REPLAYED, "events")),
        graph(
            "Write units a minute",
            sum(Metric.WRITE_UNITS, "by the functions"),
            awsMetrics.writeUnits(MINUTE)),
        graph(
            "Read units a minute",
            sum(Metric.READ_UNITS, "by the functions"),
            awsMetrics.readUnits(MINUTE)));
    if (config.has(Operation.Function.RESET)) {
      dashboard.addWidgets(
          graphOf("Items purged", sum(Metric.PURGED_ITEMS, "items")).width(WIDTH / 2).build(),
          graphOf("Resets by request", sum(Metric.RESETS_ASKED, "resets"))
              .width(WIDTH / 2)
              .build());
    }
    dashboard.addWidgets(title("What went wrong last?"), lastErrors());
    return dashboard;
  }

  private static IWidget title(String text) {
    return TextWidget.Builder.create().markdown("## " + text).width(WIDTH).height(1).build();
  }

  private IMetric sum(Metric metric, String label) {
    return storeMetrics.sum(metric, label, MINUTE);
  }

  /// The newest value, and how it came about.
  private static IWidget now(String title, IMetric metric) {
    return number(title, metric).sparkline(true).build();
  }

  /// All of the time that is shown: what happened once must not be gone a minute later.
  private static IWidget total(String title, IMetric metric) {
    return number(title, metric).setPeriodToTimeRange(true).build();
  }

  private static SingleValueWidget.Builder number(String title, IMetric metric) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(List.of(metric))
        .width(WIDTH / 6)
        .height(LOW);
  }

  private static IWidget graph(String title, IMetric... lines) {
    return graphOf(title, lines).build();
  }

  /// With a line where the alarm is.
  private static IWidget limited(String title, int alarm, IMetric... lines) {
    return graphOf(title, lines)
        .leftAnnotations(
            List.of(HorizontalAnnotation.builder().value(alarm).label("alarm").build()))
        .build();
  }

  private static GraphWidget.Builder graphOf(String title, IMetric... lines) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.of(lines))
        .leftYAxis(YAxisProps.builder().min(0).build())
        .view(GraphWidgetView.TIME_SERIES)
        .width(WIDTH / 4)
        .height(HEIGHT);
  }

  private IMetric[] durations(Operation.Function function) {
    return new IMetric[] {
      awsMetrics.duration(function, MEDIAN, MINUTE), awsMetrics.duration(function, WORST, MINUTE)
    };
  }

  private IMetric[] eachFunction(Function<Operation.Function, IMetric> metric) {
    return Arrays.stream(Operation.Function.values())
        .filter(functions.all()::containsKey)
        .map(metric)
        .toArray(IMetric[]::new);
  }

  private IWidget lastErrors() {
    return LogQueryWidget.Builder.create()
        .title("Newest warnings and errors of the functions")
        .logGroupNames(
            functions.all().values().stream().map(f -> f.logs().getLogGroupName()).toList())
        .queryLines(
            List.of(
                "fields @timestamp, @log, operation, status, coalesce(problem, message, record.status) as what, coalesce(requestId, AWSRequestId, record.requestId) as request",
                // Lambda's own lines, of a time-out for example, have a type and no level.
                "filter level in [\"ERROR\", \"WARN\", \"FATAL\"] or type like /^platform/",
                "sort @timestamp desc",
                "limit 50"))
        .width(WIDTH)
        .height(HEIGHT)
        .build();
  }
}
