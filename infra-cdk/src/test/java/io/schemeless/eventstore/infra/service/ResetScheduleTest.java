package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResetScheduleTest {
  private static final String SCHEDULE = "AWS::Scheduler::Schedule";

  @Test
  void a_sandbox_is_emptied_every_night_unless_told_otherwise() {
    assertThat(expression(Synth.sandbox())).isEqualTo("cron(0 3 * * ? *)");
    assertThat(expression(Synth.sandbox("resetCron=30 2 ? * SUN *")))
        .isEqualTo("cron(30 2 ? * SUN *)");
    assertThat(Synth.sandbox("resetCron=never").all(SCHEDULE)).isEmpty();
  }

  @Test
  void the_schedule_names_the_stage_as_the_route_must() {
    JsonNode target = Synth.sandbox().only(SCHEDULE).at("/Properties/Target");

    assertThat(target.get("Input").asText()).isEqualTo("{\"confirm\":\"sandbox\"}");
    assertThat(target.at("/Arn/Fn::GetAtt/0").asText()).isEqualTo("ResetFunction");
  }

  @Test
  void a_scheduled_reset_is_tried_once_and_not_late() {
    JsonNode config = Synth.sandbox().only("AWS::Lambda::EventInvokeConfig").get("Properties");

    assertThat(config.at("/FunctionName/Ref").asText()).isEqualTo("ResetFunction");
    assertThat(config.get("MaximumRetryAttempts").asInt()).isZero();
    assertThat(config.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(3_600);
  }

  @Test
  void the_schedules_role_may_call_the_reset_function_and_nothing_else() {
    Resources sandbox = Synth.sandbox();
    String role = sandbox.only(SCHEDULE).at("/Properties/Target/RoleArn/Fn::GetAtt/0").asText();

    List<JsonNode> policies =
        sandbox.all("AWS::IAM::Policy").stream()
            .filter(p -> p.at("/Properties/Roles").toString().contains(role))
            .toList();

    assertThat(policies).hasSize(1);
    JsonNode statements = policies.getFirst().at("/Properties/PolicyDocument/Statement");
    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).get("Action").asText()).isEqualTo("lambda:InvokeFunction");
    assertThat(statements.get(0).at("/Resource/Fn::GetAtt/0").asText()).isEqualTo("ResetFunction");
    assertThat(sandbox.resource(role).at("/Properties").has("ManagedPolicyArns")).isFalse();
  }

  @Test
  void production_has_neither_the_function_nor_the_route_nor_the_schedule() {
    Resources prod = Synth.prod();

    assertThat(prod.all(SCHEDULE)).noneMatch(each -> each.toString().contains("confirm"));
    assertThat(prod.template().toString()).doesNotContainIgnoringCase("reset");
  }

  private static String expression(Resources resources) {
    return resources.only(SCHEDULE).at("/Properties/ScheduleExpression").asText();
  }
}
