package io.schemeless.eventstore.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a synthesized template holds.
public record Resources(JsonNode template) {

  /// All resources of a type, by their logical ids.
  public List<Map.Entry<String, JsonNode>> entries(String type) {
    List<Map.Entry<String, JsonNode>> found = new ArrayList<>();
    template
        .get("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().get("Type").asText().equals(type)) {
                found.add(resource);
              }
            });
    return found;
  }

  public List<JsonNode> all(String type) {
    return entries(type).stream().map(Map.Entry::getValue).toList();
  }

  /// The only resource of a type.
  public JsonNode only(String type) {
    List<JsonNode> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " resources of type " + type + ", not 1");
    }
    return found.getFirst();
  }

  public JsonNode resource(String logicalId) {
    JsonNode found = template.get("Resources").get(logicalId);
    if (found == null) {
      throw new AssertionError("there is no resource " + logicalId);
    }
    return found;
  }

  public boolean has(String logicalId) {
    return template.get("Resources").has(logicalId);
  }

  /// The statements that a function's role holds.
  public List<JsonNode> permissions(String functionId) {
    String role = resource(functionId).at("/Properties/Role/Fn::GetAtt/0").asText();
    List<JsonNode> statements = new ArrayList<>();
    for (JsonNode policy : all("AWS::IAM::Policy")) {
      if (policy.at("/Properties/Roles/0/Ref").asText().equals(role)) {
        policy.at("/Properties/PolicyDocument/Statement").forEach(statements::add);
      }
    }
    return statements;
  }

  public static List<String> actions(JsonNode statement) {
    JsonNode action = statement.get("Action");
    List<String> actions = new ArrayList<>();
    if (action.isArray()) {
      action.forEach(a -> actions.add(a.asText()));
    } else {
      actions.add(action.asText());
    }
    return actions;
  }
}
