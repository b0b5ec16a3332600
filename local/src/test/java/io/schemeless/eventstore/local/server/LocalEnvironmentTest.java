package io.schemeless.eventstore.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.emulator.Emulators.Endpoints;
import io.schemeless.eventstore.local.emulator.Emulators.Plan;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class LocalEnvironmentTest {
  private static final String DYNAMODB = "http://127.0.0.1:8000";
  private static final String S3 = "https://s3.example";

  @Test
  void an_empty_environment_starts_everything() {
    LocalEnvironment environment = new LocalEnvironment(Map.of());

    assertThat(environment.plan(null)).isEqualTo(Plan.IN_MEMORY);
    assertThat(environment.region()).isEqualTo(Region.US_EAST_1);
    assertThat(environment.credentials().resolveCredentials().accessKeyId()).isEqualTo("local");
  }

  @Test
  void endpoints_that_are_set_are_used() {
    LocalEnvironment environment =
        new LocalEnvironment(
            Map.of("AWS_ENDPOINT_URL_DYNAMODB", DYNAMODB, "AWS_ENDPOINT_URL_S3", S3));

    assertThat(environment.plan(null))
        .isEqualTo(new Plan(null, URI.create(DYNAMODB), URI.create(S3)));
  }

  @Test
  void a_data_directory_that_nothing_would_use_is_refused() {
    LocalEnvironment environment =
        new LocalEnvironment(
            Map.of("AWS_ENDPOINT_URL_DYNAMODB", DYNAMODB, "AWS_ENDPOINT_URL_S3", S3));

    assertThatThrownBy(() -> environment.plan(Path.of("data")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8000", "ftp://host", "http://", "http://a b", "nothing"})
  void an_endpoint_that_is_no_url_is_refused_by_its_name(String endpoint) {
    LocalEnvironment environment =
        new LocalEnvironment(Map.of("AWS_ENDPOINT_URL_DYNAMODB", endpoint));

    assertThatThrownBy(() -> environment.plan(null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("AWS_ENDPOINT_URL_DYNAMODB");
  }

  @Test
  void the_region_is_the_environments() {
    assertThat(new LocalEnvironment(Map.of("AWS_REGION", "eu-west-1")).region())
        .isEqualTo(Region.EU_WEST_1);
    assertThat(new LocalEnvironment(Map.of("AWS_DEFAULT_REGION", "eu-west-2")).region())
        .isEqualTo(Region.EU_WEST_2);
  }

  @Test
  void a_function_on_our_servers_takes_nothing_from_the_shell() {
    Map<String, String> function =
        new LocalEnvironment(
                Map.of(
                    "PATH", "/bin",
                    "https_proxy", DYNAMODB,
                    "AWS_PROFILE", "expired",
                    "AWS_SESSION_TOKEN", "old",
                    "AWS_REGION", "eu-west-1",
                    "JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=nowhere"))
            .ofFunction("store", "f", new Endpoints(URI.create(DYNAMODB), URI.create(S3)));

    assertThat(function)
        .containsEntry("PATH", "/bin")
        .containsEntry("AWS_REGION", "us-east-1")
        .containsEntry("AWS_ACCESS_KEY_ID", "local")
        .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", DYNAMODB)
        .doesNotContainKeys("https_proxy", "AWS_PROFILE", "AWS_SESSION_TOKEN", "JAVA_TOOL_OPTIONS");
  }

  @Test
  void a_function_on_servers_that_are_given_is_who_the_shell_says() {
    Map<String, String> function =
        new LocalEnvironment(
                Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    DYNAMODB,
                    "AWS_ENDPOINT_URL_S3",
                    S3,
                    "AWS_PROFILE",
                    "mine",
                    "AWS_REGION",
                    "eu-west-1"))
            .ofFunction("store", "f", new Endpoints(URI.create(DYNAMODB), URI.create(S3)));

    assertThat(function)
        .containsEntry("AWS_PROFILE", "mine")
        .containsEntry("AWS_REGION", "eu-west-1")
        .doesNotContainKey("AWS_ACCESS_KEY_ID");
  }
}
