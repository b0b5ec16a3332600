package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRoleTest {

  @ParameterizedTest
  @ValueSource(strings = {"pipes.amazonaws.com", "scheduler.amazonaws.com"})
  void a_service_acts_for_this_account_and_for_nobody_elses(String service) {
    Resources sandbox = Synth.sandbox("notifications=true");

    assertThat(sandbox.all("AWS::IAM::Role"))
        .map(role -> role.at("/Properties/AssumeRolePolicyDocument/Statement/0"))
        .filteredOn(trust -> trust.at("/Principal/Service").asText().equals(service))
        .singleElement()
        .extracting(trust -> trust.at("/Condition/StringEquals/aws:SourceAccount/Ref"))
        .extracting(JsonNode::asText)
        .isEqualTo("AWS::AccountId");
  }
}
