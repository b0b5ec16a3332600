package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever changes what a function may do also changes its file in
/// `src/test/resources/permissions`, so that a reviewer sees it.
class PermissionsTest {
  private static final Path RECORDED = Path.of("src/test/resources/permissions");

  @ParameterizedTest
  @ValueSource(strings = {"AppendFunction", "ReplayFunction", "StreamsFunction", "ResetFunction"})
  void a_function_may_do_what_is_recorded_of_it(String function) throws IOException {
    String actual = text(Synth.sandbox(), function);

    assertThat(actual).isEqualTo(Files.readString(RECORDED.resolve(function + ".txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AppendFunction", "ReplayFunction", "StreamsFunction"})
  void a_function_may_do_the_same_in_either_stage(String function) {
    String prod = text(Synth.prod(), function);

    assertThat(prod).isEqualTo(text(Synth.sandbox(), function));
  }

  @Test
  void only_the_reset_may_delete() {
    Resources sandbox = Synth.sandbox();

    for (FunctionSpec spec : FunctionSpec.ALL) {
      boolean deletes =
          sandbox.permissions(spec.id()).stream()
              .flatMap(statement -> Resources.actions(statement).stream())
              .anyMatch(
                  action -> action.contains("Delete") || action.equals("dynamodb:BatchWriteItem"));
      assertThat(deletes).as(spec.id()).isEqualTo(spec.id().equals("ResetFunction"));
    }
  }

  @Test
  void no_function_may_do_a_family_of_actions_or_use_all_tables_or_buckets() {
    for (FunctionSpec spec : FunctionSpec.ALL) {
      for (JsonNode statement : Synth.sandbox("customerKey=true").permissions(spec.id())) {
        assertThat(Resources.actions(statement)).noneMatch(action -> action.contains("*"));
        if (statement.get("Resource").asText().equals("*")) {
          assertThat(Resources.actions(statement)).allMatch(action -> action.startsWith("xray:"));
        }
      }
    }
  }

  @Test
  void a_customer_key_may_be_used_through_the_table_and_the_bucket_only() {
    for (JsonNode statement : Synth.prod("customerKey=true").permissions("ReplayFunction")) {
      if (Resources.actions(statement).contains("kms:Decrypt")) {
        assertThat(statement.at("/Condition/StringEquals/kms:ViaService").toString())
            .contains("dynamodb.", "s3.");
        return;
      }
    }
    throw new AssertionError("the function may not use the key");
  }

  /// A key that the settings name no more has encrypted what is still there.
  @Test
  void what_a_former_key_encrypted_can_be_read_for_ever() {
    String arn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
    Resources prod = Synth.prod("formerKeys=" + arn);

    for (String function : List.of("AppendFunction", "ReplayFunction", "StreamsFunction")) {
      assertThat(prod.permissions(function))
          .anySatisfy(
              s -> {
                assertThat(Resources.actions(s)).containsExactly("kms:Decrypt");
                assertThat(s.get("Resource").asText()).isEqualTo(arn);
              })
          .anySatisfy(
              s -> {
                assertThat(Resources.actions(s)).containsExactly("kms:Decrypt");
                assertThat(s.at("/Condition/StringEquals/aws:ResourceTag~1store").asText())
                    .as("the tag that the stack gives to every key it makes")
                    .isEqualTo("events-prod");
              });
    }
    assertThat(
            Synth.prod("customerKey=true").only("AWS::KMS::Key").at("/Properties/Tags").toString())
        .contains("{\"Key\":\"store\",\"Value\":\"events-prod\"}");
  }

  /// In China a service has another end to its name.
  @Test
  void no_service_is_named_as_one_partition_names_it() {
    for (JsonNode statement : Synth.prod("customerKey=true").permissions("AppendFunction")) {
      assertThat(statement.path("Condition").toString()).doesNotContain("amazonaws.com");
    }
  }

  static String text(Resources resources, String function) {
    List<String> lines = new ArrayList<>();
    for (JsonNode statement : resources.permissions(function)) {
      lines.add(statement.get("Effect").asText() + " " + statement.path("Sid").asText("(tracing)"));
      Resources.actions(statement).forEach(action -> lines.add("  " + action));
      lines.add("  on " + resource(statement.get("Resource")));
      JsonNode keys = statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
      if (!keys.isMissingNode()) {
        lines.add("  where the partition key is like " + keys);
        assertThat(statement.at("/Condition/Null/dynamodb:LeadingKeys").asText())
            .as("all of none is like anything")
            .isEqualTo("false");
      }
      JsonNode tag = statement.at("/Condition/StringEquals/aws:ResourceTag~1store");
      if (!tag.isMissingNode()) {
        lines.add("  where its tag store is this store's");
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /// `Table`, `Bucket/*`: what it names, without what CDK adds.
  private static String resource(JsonNode resource) {
    if (resource.isTextual()) {
      return resource.asText();
    }
    JsonNode joined = resource.at("/Fn::Join/1");
    if (joined.isMissingNode()) {
      return resource.at("/Fn::GetAtt/0").asText().replaceAll("[0-9A-F]{8}$", "");
    }
    StringBuilder text = new StringBuilder();
    joined.forEach(part -> text.append(part.isTextual() ? part.asText() : resource(part)));
    return text.toString();
  }
}
