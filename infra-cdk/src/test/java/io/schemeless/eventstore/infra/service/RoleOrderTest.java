package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A policy is a resource of its own, which may come after what uses its role; and some services
/// look at a role's permissions while they create what uses it.
class RoleOrderTest {
  /// What attaches permissions to roles or names roles in them, and uses none itself.
  private static final Set<String> NO_USERS = Set.of("AWS::IAM::Policy", "AWS::IAM::Role");

  static List<Resources> stores() {
    return List.of(
        Synth.sandbox("customerKey=true", "notifications=true", "console=true"),
        Synth.prod("notifications=true"),
        Synth.prodWithMost());
  }

  @ParameterizedTest
  @MethodSource("stores")
  void whatever_uses_a_role_waits_for_its_policies(Resources store) {
    List<String> early = new ArrayList<>();
    for (Map.Entry<String, JsonNode> resource : store.template().get("Resources").properties()) {
      if (NO_USERS.contains(resource.getValue().get("Type").asText())) {
        continue;
      }
      Set<String> waits = new TreeSet<>();
      resource.getValue().path("DependsOn").forEach(each -> waits.add(each.asText()));
      for (String role : roles(store, resource.getValue().path("Properties"))) {
        for (Map.Entry<String, JsonNode> policy : store.entries("AWS::IAM::Policy")) {
          if (policy.getValue().at("/Properties/Roles").toString().contains(role)
              && !waits.contains(policy.getKey())) {
            early.add(resource.getKey() + " does not wait for " + policy.getKey());
          }
        }
      }
    }

    assertThat(early).isEmpty();
  }

  /// What the issue told of: the pipe reads the stream before it is there.
  @Test
  void the_pipe_waits_for_its_role() {
    JsonNode pipe = Synth.prod("notifications=true").only("AWS::Pipes::Pipe");

    assertThat(pipe.get("DependsOn"))
        .extracting(JsonNode::asText)
        .anyMatch(id -> id.startsWith("NotificationRoleDefaultPolicy"));
  }

  private static Set<String> roles(Resources store, JsonNode properties) {
    Set<String> roles = new TreeSet<>();
    for (JsonNode reference : properties.findValues("Fn::GetAtt")) {
      String id = reference.path(0).asText();
      if (store.has(id) && store.resource(id).get("Type").asText().equals("AWS::IAM::Role")) {
        roles.add(id);
      }
    }
    return roles;
  }
}
