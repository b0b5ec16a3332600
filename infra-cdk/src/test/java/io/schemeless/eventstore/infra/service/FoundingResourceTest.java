package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundingResourceTest {
  private static final String STORE = "Custom::EventStore";

  @Test
  void production_makes_its_store_once_and_its_functions_make_none() {
    Resources prod = Synth.prod();
    String function = prod.only(STORE).at("/Properties/ServiceToken/Fn::GetAtt/0").asText();

    assertThat(prod.resource(function).at("/Properties/Handler").asText())
        .isEqualTo("io.schemeless.eventstore.functions.founding.FoundingHandler");
    assertThat(founded(prod, function).isMissingNode()).as("it makes the store").isTrue();
    for (String other : new String[] {"AppendFunction", "ReplayFunction", "StreamsFunction"}) {
      assertThat(founded(prod, other).asText()).isEqualTo("true");
    }
  }

  @Test
  void another_table_is_an_update_that_can_fail() {
    assertThat(Synth.prod().only(STORE).at("/Properties/Table/Ref").asText())
        .startsWith("StorageTable");
    assertThat(Synth.prod("table=events-restored").only(STORE).at("/Properties/Table").asText())
        .isEqualTo("events-restored");
  }

  @Test
  void nobody_is_led_to_a_table_before_it_is_known_to_hold_the_store() {
    Resources prod = Synth.prod();
    String store = prod.entries(STORE).getFirst().getKey();

    for (Map.Entry<String, JsonNode> alias : prod.entries("AWS::Lambda::Alias")) {
      assertThat(alias.getValue().get("DependsOn"))
          .extracting(JsonNode::asText)
          .as(alias.getKey())
          .contains(store);
    }
  }

  @Test
  void it_may_write_what_a_store_begins_with_and_nothing_else() {
    Resources prod = Synth.prod();
    String function = prod.only(STORE).at("/Properties/ServiceToken/Fn::GetAtt/0").asText();

    assertThat(prod.permissions(function))
        .flatExtracting(Resources::actions)
        .containsExactlyInAnyOrder(
            "dynamodb:GetItem",
            "dynamodb:DescribeTable",
            "dynamodb:PutItem",
            "kms:Decrypt",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords");
    assertThat(prod.permissions(function))
        .filteredOn(s -> Resources.actions(s).contains("dynamodb:PutItem"))
        .singleElement()
        .extracting(s -> s.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys").toString())
        .isEqualTo("[\"meta\",\"????????????????/n\"]");
  }

  @Test
  void a_sandbox_is_made_by_whichever_function_comes_first() {
    assertThat(Synth.sandbox().all(STORE)).isEmpty();
    assertThat(founded(Synth.sandbox(), "AppendFunction").isMissingNode()).isTrue();
  }

  private static JsonNode founded(Resources store, String function) {
    return store.resource(function).at("/Properties/Environment/Variables/EVENT_STORE_FOUNDED");
  }
}
