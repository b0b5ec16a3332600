package io.schemeless.eventstore.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The names in a template, as a deployment would see them.
record TemplateNames(Resources resources) {
  /// What CloudFormation puts in, each as long as it can be.
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition", "aws-us-gov",
          "AWS::Region", "ap-southeast-2",
          "AWS::AccountId", "111122223333",
          "AWS::URLSuffix", "amazonaws.com.cn",
          "AWS::StackId",
              "arn:aws:cloudformation:eu-west-1:111122223333:stack/s/"
                  + "51af3dc0-da77-11e4-872e-1234567db123");

  /// Says a name, or text that only people read.
  private static final String NAMING = ".*(Name|Description|DisplayName)";

  /// The values of a property, in every resource of the type.
  List<String> of(PublishedBound bound) {
    List<JsonNode> found =
        resources.all(bound.type()).stream().map(r -> r.path("Properties")).toList();
    for (String step : bound.property().substring(1).split("/", -1)) {
      List<JsonNode> below = new ArrayList<>();
      for (JsonNode node : found) {
        if (step.equals("*")) {
          node.forEach(below::add);
        } else if (node.has(step)) {
          below.add(node.get(step));
        }
      }
      found = below;
    }
    return found.stream().map(this::value).toList();
  }

  /// All properties directly below a resource that name it or describe it, as `type/property`.
  /// Those that point to another resource's name are not its own.
  Set<String> naming() {
    Set<String> found = new TreeSet<>();
    for (JsonNode resource : resources.template().get("Resources")) {
      resource
          .path("Properties")
          .properties()
          .forEach(
              property -> {
                if (property.getKey().matches(NAMING) && !isReference(property.getValue())) {
                  found.add(resource.get("Type").asText() + "/" + property.getKey());
                }
              });
    }
    return found;
  }

  private boolean isReference(JsonNode value) {
    return value.has("Ref") && resources.has(value.get("Ref").asText()) || value.has("Fn::GetAtt");
  }

  private String value(JsonNode node) {
    if (node.isValueNode()) {
      return node.asText();
    }
    Map.Entry<String, JsonNode> function = node.properties().iterator().next();
    JsonNode argument = function.getValue();
    return switch (function.getKey()) {
      case "Ref" -> PSEUDO.getOrDefault(argument.asText(), argument.asText());
      case "Fn::Join" -> {
        List<String> parts = new ArrayList<>();
        argument.get(1).forEach(part -> parts.add(value(part)));
        yield String.join(argument.get(0).asText(), parts);
      }
      case "Fn::Select" -> {
        JsonNode split = argument.get(1).get("Fn::Split");
        String[] parts = value(split.get(1)).split(split.get(0).asText(), -1);
        yield parts[argument.get(0).asInt()];
      }
      default -> throw new AssertionError("no value is known of " + node);
    };
  }
}
