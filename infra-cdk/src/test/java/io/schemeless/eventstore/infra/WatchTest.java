package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  @ParameterizedTest
  @CsvSource({
    "CorruptData, CorruptData, 1",
    "UnknownOutcomes, UnknownOutcomes, 1",
    "OldHole, OldestHoleAge, 60",
    "ServerErrors, 5xx, 5",
    "FunctionErrors, Errors, 1",
    "FunctionThrottles, Throttles, 1",
    "TableThrottles, WriteThrottleEvents, 10",
    "SlowAppends, Duration, 3000",
    "SlowReads, Duration, 3000",
    "ResetCalled, Invocations, 1",
  })
  void an_alarm_watches(String alarm, String metric, int threshold) {
    JsonNode found = alarm(Synth.sandbox(), "event-store-events-sandbox-" + alarm);

    assertThat(metricNames(found)).contains(metric);
    assertThat(found.get("Threshold").asInt()).isEqualTo(threshold);
    assertThat(found.get("TreatMissingData").asText()).isEqualTo("notBreaching");
    assertThat(found.get("AlarmDescription").asText()).isNotBlank();
  }

  @Test
  void latency_is_watched_at_the_99th_percentile() {
    JsonNode slow = alarm(Synth.prod(), "event-store-events-prod-SlowAppends");

    assertThat(slow.findValue("Stat").asText()).isEqualTo("p99");
    assertThat(slow.findValue("Dimensions").at("/0/Value/Ref").asText())
        .isEqualTo("AppendFunction");
  }

  @Test
  void every_alarm_tells_the_topic_when_it_begins_and_when_it_ends() {
    Resources prod = Synth.prod();
    String topic = prod.entries("AWS::SNS::Topic").getFirst().getKey();

    for (JsonNode alarm : prod.all(ALARM)) {
      assertThat(alarm.at("/Properties/AlarmActions/0/Ref").asText()).isEqualTo(topic);
      assertThat(alarm.at("/Properties/OKActions/0/Ref").asText()).isEqualTo(topic);
    }
  }

  @Test
  void alarms_may_tell_the_topic_and_others_only_with_tls() {
    JsonNode statements =
        Synth.prod().only("AWS::SNS::TopicPolicy").at("/Properties/PolicyDocument/Statement");

    assertThat(statements)
        .anySatisfy(
            s -> {
              assertThat(s.at("/Principal/Service").asText()).isEqualTo("cloudwatch.amazonaws.com");
              assertThat(s.at("/Condition/StringEquals").has("aws:SourceAccount")).isTrue();
            })
        .anySatisfy(
            s -> {
              assertThat(s.get("Effect").asText()).isEqualTo("Deny");
              assertThat(s.at("/Condition/Bool/aws:SecureTransport").asText()).isEqualTo("false");
            });
  }

  @Test
  void a_person_is_told_by_mail_where_asked_for() {
    JsonNode subscription =
        Synth.prod("alarmEmail=oncall@example.com").only("AWS::SNS::Subscription");

    assertThat(subscription.at("/Properties/Endpoint").asText()).isEqualTo("oncall@example.com");
    assertThat(Synth.prod().all("AWS::SNS::Subscription")).isEmpty();
  }

  @Test
  void the_stores_own_metrics_are_asked_for_by_store_and_function() {
    JsonNode corrupt = alarm(Synth.prod(), "event-store-events-prod-CorruptData");

    List<String> dimensions = new ArrayList<>();
    for (JsonNode metric : corrupt.findValues("Metric")) {
      assertThat(metric.get("Namespace").asText()).isEqualTo("SchemelessEventStore");
      metric
          .get("Dimensions")
          .forEach(d -> dimensions.add(d.get("Name").asText() + "=" + d.get("Value").asText()));
    }
    assertThat(dimensions)
        .contains("Store=events-prod", "Function=append", "Function=replay", "Function=streams")
        .doesNotContain("Function=reset");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Appends",
        "EventsAppended",
        "Conflicts",
        "SealedHoles",
        "EventsReplayed",
        "Pages",
        "ReadUnits",
        "WriteUnits",
        "Offloads",
        "PurgedItems",
        "UnknownOutcomes",
        "CorruptData",
        "OldestHoleAge",
      })
  void the_dashboard_shows_every_metric_of_the_functions(String metric) {
    assertThat(dashboard(Synth.prod())).contains("\"SchemelessEventStore\",\"" + metric + "\"");
  }

  @Test
  void the_dashboard_begins_with_the_alarms() {
    String body = dashboard(Synth.prod());

    assertThat(body.indexOf("\"type\":\"alarm\"")).isPositive();
    assertThat(body.indexOf("\"type\":\"alarm\"")).isLessThan(body.indexOf("\"type\":\"metric\""));
  }

  @Test
  void outputs_say_where_everything_is() {
    assertThat(Synth.prod().template().get("Outputs").properties())
        .extracting(Map.Entry::getKey)
        .contains("ApiUrl", "TableName", "BucketName", "DashboardUrl", "AlarmTopicArn");
  }

  @Test
  void everything_is_tagged_with_its_store_and_stage() {
    Resources prod = Synth.prod("name=orders");

    for (String type : List.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SNS::Topic")) {
      assertThat(prod.only(type).at("/Properties/Tags").toString())
          .contains(
              "{\"Key\":\"store\",\"Value\":\"orders-prod\"}",
              "{\"Key\":\"stage\",\"Value\":\"prod\"}");
    }
  }

  private static JsonNode alarm(Resources resources, String name) {
    return resources.all(ALARM).stream()
        .map(alarm -> alarm.get("Properties"))
        .filter(alarm -> alarm.get("AlarmName").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no alarm " + name));
  }

  private static List<String> metricNames(JsonNode alarm) {
    return alarm.findValuesAsText("MetricName");
  }

  private static String dashboard(Resources resources) {
    StringBuilder body = new StringBuilder();
    resources
        .only("AWS::CloudWatch::Dashboard")
        .at("/Properties/DashboardBody/Fn::Join/1")
        .forEach(part -> body.append(part.isTextual() ? part.asText() : "?"));
    return body.toString();
  }
}
