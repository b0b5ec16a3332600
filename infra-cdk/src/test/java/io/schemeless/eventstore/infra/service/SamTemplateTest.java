package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The template for `sam local invoke`: SAM passes on only the variables that a function's template
/// declares, and without the endpoints a function calls AWS.
class SamTemplateTest {
  private static final Path SAMPLES = Path.of("../events-samples");

  private static JsonNode template() throws IOException {
    return new YAMLMapper().readTree(SAMPLES.resolve("template.yaml").toFile());
  }

  @Test
  void it_has_every_function_with_its_handler_and_size() throws IOException {
    JsonNode resources = template().get("Resources");

    assertThat(resources).hasSameSizeAs(FunctionSpec.ALL);
    for (FunctionSpec spec : FunctionSpec.ALL) {
      JsonNode function = resources.get(spec.id()).get("Properties");
      assertThat(function.get("Handler").asText()).isEqualTo(spec.handler());
      assertThat(function.get("MemorySize").asInt()).isEqualTo(spec.memoryMiB());
      assertThat(function.get("Timeout").asInt()).isEqualTo(spec.timeout().toSeconds().intValue());
    }
  }

  @Test
  void the_runtime_is_the_one_that_is_deployed_and_the_architecture_is_the_machines()
      throws IOException {
    JsonNode globals = template().at("/Globals/Function");

    assertThat(globals.get("Runtime").asText()).isEqualTo("java25");
    assertThat(globals.at("/Architectures/0").asText()).isEqualTo("Architecture");
    assertThat(template().at("/Parameters/Architecture/AllowedValues"))
        .extracting(JsonNode::asText)
        .containsExactly("arm64", "x86_64");
    assertThat(SAMPLES.resolve(globals.get("CodeUri").asText()).normalize())
        .isEqualTo(Path.of("../functions/target/event-store-functions.jar"));
  }

  @Test
  void every_variable_that_may_be_given_is_declared() throws IOException {
    JsonNode declared = template().at("/Globals/Function/Environment/Variables");
    Set<String> wanted = new TreeSet<>();
    new ObjectMapper()
        .readTree(SAMPLES.resolve("env-vars.json").toFile())
        .forEach(function -> function.fieldNames().forEachRemaining(wanted::add));
    try (var lines = Files.lines(Path.of("../docs/reference/environment.md"))) {
      lines
          .filter(line -> line.startsWith("| `EVENT_STORE_"))
          .map(line -> line.split("`", -1)[1])
          // Absent is another value than any text: then every caller may deal with every domain.
          .filter(name -> !name.equals("EVENT_STORE_DOMAIN_SCOPES"))
          .forEach(wanted::add);
    }

    Set<String> found = new TreeSet<>();
    declared.fieldNames().forEachRemaining(found::add);
    assertThat(found).containsAll(wanted);
  }

  @Test
  void it_reaches_no_aws_by_itself() throws IOException {
    JsonNode declared = template().at("/Globals/Function/Environment/Variables");

    for (String endpoint : new String[] {"AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3"}) {
      assertThat(declared.get(endpoint).asText()).startsWith("http://host.docker.internal:");
    }
    for (String credential :
        new String[] {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"}) {
      assertThat(declared.get(credential).asText()).isEqualTo("local");
    }
  }
}
