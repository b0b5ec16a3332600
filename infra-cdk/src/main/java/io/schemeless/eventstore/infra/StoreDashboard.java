package io.schemeless.eventstore.infra;

import static io.schemeless.eventstore.infra.StoreMetrics.MINUTE;

import io.schemeless.eventstore.functions.http.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/// What an operator asks, in this order: is anything wrong, does it answer, is the data right, who
/// is in each other's way, how near are the limits, what does it cost, what went wrong last.
final class StoreDashboard {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 6;
  private static final int LOW = 3;
  private static final double MEDIAN = 50;
  private static final double WORST = 99;

  private final StoreConfig config;
  private final StoreMetrics metrics;
  private final Vitals vitals;
  private final Functions functions;
  private final Alarms alarms;

  StoreDashboard(
      StoreConfig config, StoreMetrics metrics, Vitals vitals, Functions functions, Alarms alarms) {
    this.config = config;
    this.metrics = metrics;
    this.vitals = vitals;
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
        number("Appends a minute", "Appends"),
        number("Events a minute", "EventsAppended"),
        number("Events replayed a minute", "EventsReplayed"),
        number("Unknown outcomes", "UnknownOutcomes"));
    dashboard.addWidgets(
        title("Does it answer, and how fast?"),
        graph(
            "Requests",
            vitals.requests(MINUTE),
            vitals.clientErrors(MINUTE),
            vitals.serverErrors(MINUTE)),
        graph("Appends, ms", durations(Operation.Function.APPEND)),
        graph("Reads of streams, ms", durations(Operation.Function.STREAMS)));
    dashboard.addWidgets(
        title("Is the data right, and is the log whole?"),
        graph("Corrupt data", metrics.sum("CorruptData", "corrupt", MINUTE)),
        graph("Oldest hole, s", metrics.highest("OldestHoleAge", "oldest hole", MINUTE)),
        graph("Holes sealed", metrics.sum("SealedHoles", "sealed", MINUTE)));
    dashboard.addWidgets(
        title("Who is in each other's way, and how near are the limits?"),
        graph("Conflicts", metrics.sum("Conflicts", "conflicts", MINUTE)),
        graph("Turned away", vitals.throttledFunctions(MINUTE), vitals.throttledTable(MINUTE)),
        graph("Instances at once", eachFunction(f -> vitals.concurrency(f, MINUTE))));
    dashboard.addWidgets(
        title("What does it cost?"),
        graph(
            "Write units a minute",
            metrics.sum("WriteUnits", "by the functions", MINUTE),
            vitals.writeUnits(MINUTE)),
        graph(
            "Read units a minute",
            metrics.sum("ReadUnits", "by the functions", MINUTE),
            vitals.readUnits(MINUTE)),
        graph(
            "Bodies to S3, pages, purged items",
            metrics.sum("Offloads", "to S3", MINUTE),
            metrics.sum("Pages", "pages", MINUTE),
            metrics.sum("PurgedItems", "purged", MINUTE)));
    dashboard.addWidgets(title("What went wrong last?"), lastErrors());
    return dashboard;
  }

  private static IWidget title(String text) {
    return TextWidget.Builder.create().markdown("## " + text).width(WIDTH).height(1).build();
  }

  private IWidget number(String title, String metric) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(List.of(metrics.sum(metric, title, MINUTE)))
        .sparkline(true)
        .width(WIDTH / 4)
        .height(LOW)
        .build();
  }

  private static IWidget graph(String title, IMetric... lines) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.of(lines))
        .view(GraphWidgetView.TIME_SERIES)
        .width(WIDTH / 3)
        .height(HEIGHT)
        .build();
  }

  private IMetric[] durations(Operation.Function function) {
    return new IMetric[] {
      vitals.duration(function, MEDIAN, MINUTE), vitals.duration(function, WORST, MINUTE)
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
                "fields @timestamp, Function, operation, status, problem, message, requestId",
                "filter level in [\"ERROR\", \"WARN\", \"FATAL\"]",
                "sort @timestamp desc",
                "limit 50"))
        .width(WIDTH)
        .height(HEIGHT)
        .build();
  }
}
