package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StackPolicyTest {

  @Test
  void the_policy_that_is_shipped_keeps_what_holds_data_and_lets_all_else_change()
      throws IOException {
    JsonNode statements =
        new ObjectMapper()
            .readTree(Path.of("../stores/stack-policy.json").toFile())
            .get("Statement");

    assertThat(statements.get(0).get("Effect").asText()).isEqualTo("Allow");
    assertThat(statements.get(0).get("Action").asText()).isEqualTo("Update:*");
    JsonNode deny = statements.get(1);
    assertThat(deny.get("Effect").asText()).isEqualTo("Deny");
    assertThat(deny.get("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("Update:Replace", "Update:Delete");
    assertThat(deny.at("/Condition/StringEquals/ResourceType"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(RetentionGuard.DATA);
  }
}
