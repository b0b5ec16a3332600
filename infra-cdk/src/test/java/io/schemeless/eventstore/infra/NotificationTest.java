package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private static final String PIPE = "AWS::Pipes::Pipe";

  @Test
  void nobody_is_told_unless_asked_for() {
    Resources prod = Synth.prod();

    assertThat(prod.all(PIPE)).isEmpty();
    assertThat(prod.only("AWS::DynamoDB::Table").at("/Properties").has("StreamSpecification"))
        .isFalse();
  }

  @Test
  void the_pipe_goes_from_the_tables_stream_to_a_bus_of_the_stores_own() {
    Resources prod = Synth.prod("notifications=true");
    JsonNode pipe = prod.only(PIPE).get("Properties");

    assertThat(pipe.at("/Source/Fn::GetAtt/1").asText()).isEqualTo("StreamArn");
    assertThat(prod.resource(pipe.at("/Target/Fn::GetAtt/0").asText()).get("Type").asText())
        .isEqualTo("AWS::Events::EventBus");
    assertThat(prod.template().get("Outputs").has("EventBusName")).isTrue();
  }

  @Test
  void a_message_carries_the_position_and_nothing_of_the_events() {
    JsonNode pipe = Synth.prod("notifications=true").only(PIPE);

    assertThat(pipe.at("/Properties/TargetParameters/InputTemplate").asText())
        .isEqualTo("{\"store\":\"events-prod\",\"position\":\"<$.dynamodb.Keys.sk.S>\"}");
  }

  @Test
  void the_pipes_role_reads_the_stream_and_tells_the_bus_and_no_more() {
    Resources prod = Synth.prod("notifications=true");
    String role = prod.only(PIPE).at("/Properties/RoleArn/Fn::GetAtt/0").asText();

    JsonNode policy =
        prod.all("AWS::IAM::Policy").stream()
            .filter(p -> p.at("/Properties/Roles/0/Ref").asText().equals(role))
            .findFirst()
            .orElseThrow();

    JsonNode statements = policy.at("/Properties/PolicyDocument/Statement");
    assertThat(statements).hasSize(2);
    assertThat(statements.get(0).at("/Resource/Fn::GetAtt/1").asText()).isEqualTo("StreamArn");
    assertThat(Resources.actions(statements.get(1))).containsExactly("events:PutEvents");
  }
}
