package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

/// The template that needs no CDK is the construct's, but for its parameters.
class PlainStackTest {
  private static final Map<String, String> DEFAULTS =
      Map.of("StoreName", "events", "ReplayConcurrency", "100");

  private static Resources plain(String release) {
    return new Resources(
        new ObjectMapper()
            .valueToTree(
                Template.fromStack(new PlainStack(Synth.app(Map.of()), release)).toJSON()));
  }

  @Test
  void its_resources_are_those_of_a_production_store() {
    Map<String, JsonNode> plain = comparable(plain("one"));
    Map<String, JsonNode> prod = comparable(Synth.prod());

    JsonNode subscription = Objects.requireNonNull(plain.remove("AlarmSubscription"));
    assertThat(subscription.get("Condition").asText()).isEqualTo("HasAlarmEmail");
    assertThat(plain.keySet()).isEqualTo(prod.keySet());
    prod.forEach((id, resource) -> assertThat(plain.get(id)).as(id).isEqualTo(resource));
  }

  @Test
  void it_needs_no_bootstrap_and_no_context() {
    JsonNode template = plain("one").template();

    assertThat(template.has("Rules")).isFalse();
    assertThat(template.get("Parameters").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "StoreName", "CodeBucket", "CodeKey", "AlarmEmail", "ReplayConcurrency");
    assertThat(template.toString()).doesNotContain("cdk-hnb659fds", "${Token");
  }

  @Test
  void each_release_publishes_versions_of_its_own() {
    assertThat(plain("one").entries("AWS::Lambda::Version"))
        .extracting(Map.Entry::getKey)
        .doesNotContainAnyElementsOf(
            plain("two").entries("AWS::Lambda::Version").stream().map(Map.Entry::getKey).toList());
  }

  /// Without what must differ: where the code lies, and the mark of a version, which comes of it.
  private static Map<String, JsonNode> comparable(Resources resources) {
    Map<String, JsonNode> all = new TreeMap<>();
    for (Map.Entry<String, JsonNode> resource :
        resources.template().get("Resources").properties()) {
      ObjectNode copy = (ObjectNode) simple(resource.getValue());
      copy.remove("Metadata");
      if (copy.get("Type").asText().equals("AWS::Lambda::Function")) {
        ((ObjectNode) copy.get("Properties")).remove("Code");
      }
      all.put(unmarked(resource.getKey()), copy);
    }
    return all;
  }

  /// Also without the stack's name, which is in the ids of permissions.
  private static String unmarked(String id) {
    String unversioned = id.replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1");
    return unversioned.contains("ApiPermission")
        ? unversioned.replaceAll("eventstoreeventsprod|EventStore|[0-9A-F]{8}", "")
        : unversioned;
  }

  /// With the defaults in the place of parameters, and texts joined.
  private static JsonNode simple(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(unmarked(node.asText()));
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> copy.add(simple(each)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.has("Ref") && DEFAULTS.containsKey(node.get("Ref").asText())) {
      return TextNode.valueOf(DEFAULTS.get(node.get("Ref").asText()));
    }
    if (node.at("/Fn::If/0").asText().equals("HasReplayConcurrency")) {
      return JsonNodeFactory.instance.numberNode(
          Integer.parseInt(simple(node.at("/Fn::If/1")).asText()));
    }
    if (node.at("/Fn::Join/0").asText("-").isEmpty()) {
      return joined((ArrayNode) simple(node.at("/Fn::Join/1")));
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(each -> copy.set(each.getKey(), simple(each.getValue())));
    return copy;
  }

  private static JsonNode joined(ArrayNode parts) {
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    for (JsonNode part : parts) {
      JsonNode last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (part.isTextual() && last != null && last.isTextual()) {
        merged.set(merged.size() - 1, TextNode.valueOf(last.asText() + part.asText()));
      } else {
        merged.add(part);
      }
    }
    if (merged.size() == 1 && merged.get(0).isTextual()) {
      return merged.get(0);
    }
    ObjectNode join = JsonNodeFactory.instance.objectNode();
    join.putArray("Fn::Join").add("").add(merged);
    return join;
  }
}
