package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagingTest {
  private static final Path IMAGE = Path.of("../functions/src/main/image");

  @Test
  void one_image_serves_all_functions_each_with_its_handler_as_the_command() {
    Resources sandbox = Synth.sandbox("packaging=image");

    Set<String> images = new HashSet<>();
    for (FunctionSpec spec : FunctionSpec.ALL) {
      JsonNode function = sandbox.resource(spec.id()).get("Properties");
      assertThat(function.get("PackageType").asText()).isEqualTo("Image");
      assertThat(function.at("/ImageConfig/Command"))
          .extracting(JsonNode::asText)
          .containsExactly(spec.handler());
      assertThat(function.at("/ImageConfig/EntryPoint").isMissingNode()).isTrue();
      assertThat(function.has("Runtime")).isFalse();
      assertThat(function.has("Handler")).isFalse();
      assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
      images.add(function.at("/Code/ImageUri").toString());
    }
    assertThat(images).hasSize(1);
  }

  @Test
  void an_image_has_no_snapshots_also_in_production_and_keeps_the_alias() {
    Resources prod = Synth.prod("packaging=image");

    assertThat(prod.resource("AppendFunction").at("/Properties/SnapStart").isMissingNode())
        .isTrue();
    assertThat(prod.all("AWS::Lambda::Alias")).hasSize(3);
  }

  @Test
  void the_options_of_an_image_are_those_that_its_cache_was_made_with() throws IOException {
    String docker = Files.readString(IMAGE.resolve("Dockerfile"));
    String training = Files.readString(IMAGE.resolve("train.sh"));

    for (String option :
        new String[] {
          "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"
        }) {
      assertThat(docker).contains('"' + option + '"');
      assertThat(training.substring(training.indexOf("AotTraining"))).contains(option);
    }
    String variables =
        Synth.sandbox("packaging=image")
            .resource("AppendFunction")
            .at("/Properties/Environment/Variables")
            .toString();
    assertThat(variables).doesNotContain("JAVA_TOOL_OPTIONS");
  }

  @Test
  void a_zip_is_what_nobody_asked_otherwise_for() {
    assertThat(Synth.prod().resource("AppendFunction").at("/Properties/SnapStart/ApplyOn").asText())
        .isEqualTo("PublishedVersions");
    assertThat(Synth.prod("packaging=zip").resource("AppendFunction"))
        .isEqualTo(Synth.prod().resource("AppendFunction"));
  }
}
