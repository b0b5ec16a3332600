package io.schemeless.eventstore.infra.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final String TOPIC = "AWS::SNS::Topic";

  /// Whoever changes an alarm also changes `src/test/resources/monitoring/alarms.txt`.
  @Test
  void the_alarms_watch_what_is_recorded_of_them() throws IOException {
    assertThat(MonitoringText.alarms(Synth.sandbox()))
        .isEqualTo(Files.readString(Path.of("src/test/resources/monitoring/alarms.txt")));
  }

  @Test
  void production_has_the_same_alarms_but_the_one_of_the_reset() {
    List<String> sandbox = names(Synth.sandbox());
    List<String> prod = names(Synth.prod());

    assertThat(sandbox).contains("event-store-events-sandbox-ResetCalled");
    assertThat(prod)
        .containsExactlyElementsOf(
            sandbox.stream()
                .filter(name -> !name.endsWith("ResetCalled"))
                .map(name -> name.replace("-sandbox-", "-prod-"))
                .toList());
  }

  @Test
  void no_alarm_needs_data_and_each_says_what_it_means() {
    assertThat(Synth.sandbox().all(ALARM))
        .allMatch(a -> a.at("/Properties/TreatMissingData").asText().equals("notBreaching"))
        .noneMatch(a -> a.at("/Properties/AlarmDescription").asText().isBlank());
  }

  /// The worst of a hundred is a single cold start where there are few calls.
  @Test
  void a_percentile_of_few_calls_rings_no_alarm() {
    assertThat(Synth.prod().all(ALARM))
        .filteredOn(alarm -> alarm.toString().contains("\"p99\""))
        .hasSize(2)
        .allMatch(
            alarm ->
                alarm.at("/Properties/EvaluateLowSampleCountPercentile").asText().equals("ignore"));
  }

  @Test
  void every_alarm_tells_the_topic_when_it_begins_and_when_it_ends() {
    Resources prod = Synth.prod();
    String topic = prod.entries(TOPIC).getFirst().getKey();

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

  private static List<String> names(Resources resources) {
    return resources.all(ALARM).stream().map(a -> a.at("/Properties/AlarmName").asText()).toList();
  }
}
