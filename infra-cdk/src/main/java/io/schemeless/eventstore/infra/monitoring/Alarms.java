package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.Notification;
import io.schemeless.eventstore.infra.service.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// What a person must be told of. Each alarm says what it means and what to do.
final class Alarms {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  static final int SLOW_MILLIS = 3_000;
  static final int OLD_HOLE_SECONDS = 60;

  private static final Set<String> OF_VERSIONS =
      Set.of("CorruptData", "UnknownOutcomes", "ServerErrors", "FunctionErrors");

  private final Construct scope;
  private final StoreConfig config;
  private final Topic topic;
  private final SnsAction tell;
  private final List<Alarm> all = new ArrayList<>();

  Alarms(
      Construct scope,
      StoreConfig config,
      StoreMetrics storeMetrics,
      AwsMetrics awsMetrics,
      Storage storage,
      @Nullable Notification notification) {
    this.scope = scope;
    this.config = config;
    this.topic = createTopic(storage);
    this.tell = new SnsAction(topic);
    broken(storeMetrics, awsMetrics);
    slow(awsMetrics);
    if (notification != null) {
      told(awsMetrics, notification);
    }
    if (config.has(Operation.Function.RESET)) {
      add(
          "ResetCalled",
          "The store was emptied by a request, not by its schedule. If it was not you, find out who may call POST /reset.",
          storeMetrics.sum(
              Operation.Function.RESET, Metric.RESETS_ASKED, "resets by request", FIVE_MINUTES),
          1);
    }
  }

  Topic topic() {
    return topic;
  }

  List<IAlarm> all() {
    return List.copyOf(all);
  }

  private void broken(StoreMetrics storeMetrics, AwsMetrics awsMetrics) {
    add(
        "CorruptData",
        "Something that was committed cannot be read, or not as it was written. Stop writing, run verify, and think of a restore.",
        storeMetrics.sum(Metric.CORRUPT_DATA, "corrupt", FIVE_MINUTES),
        1);
    add(
        "UnknownOutcomes",
        "Appends ended without an answer whether they happened. Clients may repeat them with the same Idempotency-Key; look at the table's throttles and at DynamoDB's health.",
        storeMetrics.sum(Metric.UNKNOWN_OUTCOMES, "unknown outcomes", FIVE_MINUTES),
        1);
    add(
        "OldHole",
        "A hole in the log is older than a minute, and replays stop at it. A reader seals it after seconds: look for errors of the replay function.",
        storeMetrics.highest(Metric.OLDEST_HOLE_AGE, "oldest hole", FIVE_MINUTES),
        OLD_HOLE_SECONDS);
    add(
        "ServerErrors",
        "The API answered 5xx at least five times in five minutes. Begin with the dashboard's errors.",
        awsMetrics.serverErrors(FIVE_MINUTES),
        5);
    add(
        "FunctionErrors",
        "A function ended without an answer: an error at its start, a time-out, too little memory. Its log group says which.",
        awsMetrics.errors(FIVE_MINUTES),
        1);
  }

  private void slow(AwsMetrics awsMetrics) {
    add(
        "FunctionThrottles",
        "Lambda turned requests away: raise the reserved concurrency or the account's.",
        awsMetrics.throttledFunctions(FIVE_MINUTES),
        1);
    add(
        "HotKey",
        "DynamoDB turned requests away for one partition, which takes 1,000 writes a second: see which keys in Contributor Insights, and append less often or more at once.",
        awsMetrics.throttledBy(AwsMetrics.Cause.HOT_KEY, FIVE_MINUTES),
        10);
    add(
        "CapacityThrottles",
        "DynamoDB turned requests away at the table's own bound: the provisioned capacity, or the ceiling of maxReadUnits and maxWriteUnits.",
        awsMetrics.throttledBy(AwsMetrics.Cause.CEILING, FIVE_MINUTES),
        10);
    add(
        "AccountThrottles",
        "DynamoDB turned requests away at the account's bound for a table: ask for a higher quota.",
        awsMetrics.throttledBy(AwsMetrics.Cause.ACCOUNT, FIVE_MINUTES),
        10);
    alarm(
        "SlowAppends",
        "One append in a hundred takes over 3 s. Look for contention on one stream (conflicts) and for throttles.",
        awsMetrics.duration(Operation.Function.APPEND, 99, FIVE_MINUTES),
        SLOW_MILLIS,
        3);
    alarm(
        "SlowReads",
        "One read of streams in a hundred takes over 3 s. (Replays may wait for 20 s, so they do not count.)",
        awsMetrics.duration(Operation.Function.STREAMS, 99, FIVE_MINUTES),
        SLOW_MILLIS,
        3);
  }

  private void told(AwsMetrics awsMetrics, Notification notification) {
    add(
        "PipeFailures",
        "The pipe failed to tell the bus of new entries; it tries again. Its log group says why.",
        awsMetrics.pipeFailures(notification, FIVE_MINUTES),
        1);
    add(
        "LostNotifications",
        "The pipe gave up on stream records: consumers were not woken for them. They lose no event if they replay now and then; empty the queue once the cause is found.",
        awsMetrics.lost(notification, FIVE_MINUTES),
        1);
  }

  /// One that may take traffic back from a new version: its own fault, most likely.
  List<Alarm> ofVersions() {
    return all.stream().filter(alarm -> OF_VERSIONS.contains(alarm.getNode().getId())).toList();
  }

  private void add(String id, String meaning, IMetric metric, int threshold) {
    alarm(id, meaning, metric, threshold, 1);
  }

  private void alarm(String id, String meaning, IMetric metric, int threshold, int periods) {
    Alarm.Builder builder =
        Alarm.Builder.create(scope, id)
            .alarmName("event-store-" + config.id() + "-" + id)
            .alarmDescription(meaning)
            .metric(metric)
            .threshold(threshold)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(periods)
            .treatMissingData(TreatMissingData.NOT_BREACHING);
    if (periods > 1) {
      // The worst of a hundred is a single call where there are fewer, and that may be a cold
      // start.
      builder.evaluateLowSampleCountPercentile("ignore");
    }
    Alarm alarm = builder.build();
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    all.add(alarm);
  }

  /// A topic with a policy of its own, as one that enforces TLS has, must also let CloudWatch in.
  private Topic createTopic(Storage storage) {
    Topic.Builder builder =
        Topic.Builder.create(scope, "Topic")
            .displayName("Event store " + config.id())
            .enforceSsl(true);
    if (storage.key() != null) {
      builder.masterKey(storage.key());
    }
    Topic created = builder.build();
    created.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(created.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(scope).getAccount())))
            .build());
    if (config.alarmEmail() != null) {
      created.addSubscription(new EmailSubscription(config.alarmEmail()));
    }
    return created;
  }
}
