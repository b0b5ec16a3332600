package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CDK's offline validator holds the templates against the schemas of CloudFormation. It runs in a
/// process of its own, as it is off for all other tests: it takes five seconds more.
class OfflineValidatorTest {
  @TempDir Path directory;

  @Test
  void both_stages_with_all_options_pass_without_a_remark() throws Exception {
    AppProcess.Result result = AppProcess.of(ValidatedApp.class, directory).validated().run();

    assertThat(result.errors()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(report()).contains("\"pluginReports\": []");
  }

  @Test
  void a_template_that_cloudformation_would_refuse_fails() throws Exception {
    AppProcess.Result result =
        AppProcess.of(ValidatedApp.class, directory).with("mistake", "true").validated().run();

    assertThat(result.exit()).isNotZero();
    assertThat(report()).contains("'lots' is not of type 'integer'");
  }

  private String report() throws IOException {
    return Files.readString(directory.resolve("cdk.out/validation-report.json"));
  }
}
