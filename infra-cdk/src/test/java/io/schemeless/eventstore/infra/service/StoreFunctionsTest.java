package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoreFunctionsTest {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final List<String> PROD =
      List.of("AppendFunction", "ReplayFunction", "StreamsFunction");

  @Test
  void every_function_runs_java_25_on_arm_and_is_traced() {
    Resources sandbox = Synth.sandbox();

    for (FunctionSpec spec : FunctionSpec.ALL) {
      JsonNode function = sandbox.resource(spec.id()).get("Properties");
      assertThat(function.get("Runtime").asText()).isEqualTo("java25");
      assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
      assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
      assertThat(function.get("Handler").asText()).isEqualTo(spec.handlerClass().getName());
      assertThat(function.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
    }
  }

  @Test
  void every_function_has_a_role_and_a_log_group_of_its_own() {
    Resources prod = Synth.prod();

    Set<String> roles =
        PROD.stream()
            .map(id -> prod.resource(id).at("/Properties/Role/Fn::GetAtt/0").asText())
            .collect(Collectors.toSet());
    Set<String> logs =
        PROD.stream()
            .map(id -> prod.resource(id).at("/Properties/LoggingConfig/LogGroup/Ref").asText())
            .collect(Collectors.toSet());

    assertThat(roles).hasSameSizeAs(PROD);
    assertThat(logs).hasSameSizeAs(PROD);
  }

  @Test
  void every_log_group_ends() {
    assertThat(Synth.prod().all("AWS::Logs::LogGroup"))
        .hasSize(PROD.size() + 2)
        .allMatch(group -> group.at("/Properties/RetentionInDays").asInt() == 90);
    assertThat(Synth.sandbox().all("AWS::Logs::LogGroup"))
        .hasSize(FunctionSpec.ALL.size() + 1)
        .allMatch(group -> group.at("/Properties/RetentionInDays").asInt() == 14);
  }

  @Test
  void memory_and_time_are_those_that_the_decision_record_explains() throws IOException {
    String record = Files.readString(Path.of("../docs/adr/0012-snapstart-and-sizes.md"));

    for (FunctionSpec spec : FunctionSpec.ALL) {
      JsonNode function = Synth.sandbox().resource(spec.id()).get("Properties");
      int seconds = function.get("Timeout").asInt();
      assertThat(record)
          .containsPattern(
              "\\| %s \\| %,d MiB[^|]*\\| %s \\|"
                  .formatted(
                      spec.function().name().toLowerCase(Locale.ROOT),
                      function.get("MemorySize").asInt(),
                      seconds < 60 ? seconds + " s" : seconds / 60 + " min"));
    }
  }

  @Test
  void production_functions_start_from_snapshots_behind_an_alias() {
    Resources prod = Synth.prod();

    for (String id : PROD) {
      JsonNode snapStart = prod.resource(id).at("/Properties/SnapStart/ApplyOn");
      assertThat(snapStart.asText()).isEqualTo("PublishedVersions");
    }
    assertThat(prod.all("AWS::Lambda::Alias"))
        .hasSameSizeAs(PROD)
        .allSatisfy(
            alias -> {
              assertThat(alias.at("/Properties/Name").asText()).isEqualTo(StoreFunctions.ALIAS);
              assertThat(alias.at("/Properties/FunctionVersion/Fn::GetAtt/1").asText())
                  .isEqualTo("Version");
            });
  }

  @Test
  void a_sandbox_has_no_snapshots_and_takes_lambdas_own_options_of_the_jvm() {
    Resources sandbox = Synth.sandbox();

    assertThat(sandbox.all("AWS::Lambda::Alias")).isEmpty();
    assertThat(sandbox.resource("AppendFunction").at("/Properties/SnapStart").isMissingNode())
        .isTrue();
    assertThat(sandbox.template().toString()).doesNotContain("JAVA_TOOL_OPTIONS");
  }

  @Test
  void what_only_the_api_calls_runs_no_longer_than_the_api_waits() {
    for (String id : PROD) {
      assertThat(Synth.sandbox().resource(id).at("/Properties/Timeout").asInt()).isBetween(25, 29);
    }
  }

  @Test
  void the_reset_may_purge_as_long_as_lambda_lets_it() {
    assertThat(Synth.sandbox().resource("ResetFunction").at("/Properties/Timeout").asInt())
        .isEqualTo(900);
  }

  @Test
  void the_functions_are_told_the_store_and_create_nothing() {
    Resources prod = Synth.prod("name=orders");

    JsonNode variables = prod.resource("ReplayFunction").at("/Properties/Environment/Variables");

    assertThat(variables.at("/EVENT_STORE_TABLE/Ref").asText()).startsWith("StorageTable");
    assertThat(variables.at("/EVENT_STORE_BUCKET/Ref").asText()).startsWith("StorageBucket");
    assertThat(variables.get("EVENT_STORE_STAGE").asText()).isEqualTo("prod");
    assertThat(variables.get("EVENT_STORE_NAME").asText()).isEqualTo("orders-prod");
    assertThat(prod.permissions("ReplayFunction").toString()).doesNotContain("Create" + "Table");
  }

  @Test
  void concurrency_is_reserved_where_asked_for() {
    Resources prod = Synth.prod("appendConcurrency=20");

    assertThat(reserved(prod, "AppendFunction").asInt()).isEqualTo(20);
    assertThat(reserved(prod, "StreamsFunction").isMissingNode()).isTrue();
  }

  /// A replay may wait for 20 s, and many that wait would take what the account has for appends.
  @Test
  void in_production_replays_cannot_take_the_whole_account() {
    assertThat(reserved(Synth.prod(), "ReplayFunction").asInt()).isEqualTo(100);
    assertThat(reserved(Synth.sandbox(), "ReplayFunction").isMissingNode()).isTrue();
    assertThat(reserved(Synth.prod("replayConcurrency=none"), "ReplayFunction").isMissingNode())
        .isTrue();
  }

  @Test
  void production_has_no_function_that_resets() {
    Resources prod = Synth.prod();

    assertThat(prod.entries(FUNCTION))
        .extracting(e -> e.getKey())
        .filteredOn(id -> !id.startsWith("FoundingFunction"))
        .hasSameElementsAs(PROD);
    assertThat(Synth.sandbox().has("ResetFunction")).isTrue();
  }

  private static JsonNode reserved(Resources resources, String id) {
    return resources.resource(id).at("/Properties/ReservedConcurrentExecutions");
  }

  @Test
  void managed_instances_run_several_requests_a_process_and_no_snapshots() {
    String provider = "arn:aws:lambda:eu-west-1:111122223333:capacity-provider:events";
    Resources prod = Synth.prod("compute=managed", "capacityProvider=" + provider);

    for (String id : PROD) {
      JsonNode function = prod.resource(id).get("Properties");
      JsonNode managed =
          function.at("/CapacityProviderConfig/LambdaManagedInstancesCapacityProviderConfig");
      assertThat(managed.get("CapacityProviderArn").asText()).isEqualTo(provider);
      assertThat(managed.get("PerExecutionEnvironmentMaxConcurrency").asInt()).isEqualTo(8);
      assertThat(function.get("MemorySize").asInt()).isGreaterThanOrEqualTo(2_048);
      assertThat(function.has("SnapStart")).isFalse();
      assertThat(function.has("ReservedConcurrentExecutions")).isFalse();
    }
    assertThat(prod.all("AWS::Scheduler::Schedule")).isEmpty();
  }

  @Test
  void a_version_outlives_its_deployment_so_that_the_alias_can_go_back() {
    assertThat(Synth.prod().all("AWS::Lambda::Version"))
        .hasSameSizeAs(PROD)
        .allMatch(version -> version.get("DeletionPolicy").asText().equals("Retain"));
  }
}
