package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private static final String SCHEDULE = "AWS::Scheduler::Schedule";

  @Test
  void each_alias_is_called_well_before_its_snapshot_goes() {
    Resources prod = Synth.prod();

    List<JsonNode> schedules = prod.all(SCHEDULE);

    assertThat(schedules)
        .extracting(each -> each.at("/Properties/Target/Arn/Ref").asText())
        .containsExactlyInAnyOrderElementsOf(
            prod.entries("AWS::Lambda::Alias").stream().map(e -> e.getKey()).toList());
    assertThat(schedules)
        .allSatisfy(
            each -> {
              assertThat(each.at("/Properties/ScheduleExpression").asText())
                  .isEqualTo("rate(3 days)");
              assertThat(each.at("/Properties/Target/Input").asText())
                  .isEqualTo("{\"keepAlive\":true}");
            });
  }

  @Test
  void its_role_may_call_the_aliases_and_nothing_else() {
    Resources prod = Synth.prod();
    String role =
        prod.all(SCHEDULE).getFirst().at("/Properties/Target/RoleArn/Fn::GetAtt/0").asText();

    JsonNode statements =
        prod.all("AWS::IAM::Policy").stream()
            .filter(policy -> policy.at("/Properties/Roles/0/Ref").asText().equals(role))
            .findFirst()
            .orElseThrow()
            .at("/Properties/PolicyDocument/Statement");

    assertThat(statements).hasSize(1);
    assertThat(Resources.actions(statements.get(0))).containsExactly("lambda:InvokeFunction");
    TreeSet<String> called = new TreeSet<>();
    statements.get(0).get("Resource").forEach(each -> called.add(each.get("Ref").asText()));
    assertThat(called)
        .containsExactlyElementsOf(
            new TreeSet<>(
                prod.entries("AWS::Lambda::Alias").stream().map(e -> e.getKey()).toList()));
  }

  @Test
  void what_has_no_snapshot_needs_no_call() {
    assertThat(Synth.prod("packaging=image").all(SCHEDULE)).isEmpty();
    assertThat(Synth.sandbox("resetCron=never").all(SCHEDULE)).isEmpty();
  }
}
