package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;

/// Synthesizes both stages, each with all its options; or, by context, a mistake.
final class ValidatedApp {
  private ValidatedApp() {}

  public static void main(String[] args) {
    App app = new App();
    if (app.getNode().tryGetContext("mistake") != null) {
      CfnResource.Builder.create(new Stack(app, "Mistake"), "Queue")
          .type("AWS::SQS::Queue")
          .properties(Map.of("DelaySeconds", "lots"))
          .build();
    } else {
      store(
          app,
          "sandbox",
          "customerKey=true",
          "resetConcurrency=1",
          "notifications=true",
          "console=true");
      store(
          app,
          "prod",
          "name=second",
          "notifications=true",
          "maxReadUnits=500",
          "maxWriteUnits=200",
          "warmReadUnits=12000",
          "warmWriteUnits=4000",
          "tableClass=infrequentAccess",
          "bucket=retained-bodies",
          "customerKey=arn:aws:kms:eu-west-1:111122223333:key/1234",
          "alarmEmail=oncall@example.com",
          "monthlyBudget=50",
          "backupDays=35",
          "backupCopyTo=arn:aws:backup:eu-central-1:111122223333:backup-vault:far",
          "rollout=canary");
      store(
          app,
          "prod",
          "readCapacity=5-50",
          "writeCapacity=5-50",
          "jwtIssuer=https://issuer.example.com",
          "jwtAudience=events",
          "jwtDomainScopes=true",
          "cors=https://a.example.com",
          "console=true",
          "domainName=events.example.com",
          "certificateArn=arn:aws:acm:us-east-1:111122223333:certificate/1",
          "alarmEmail=oncall@example.com",
          "appendConcurrency=20");
    }
    app.synth();
  }

  private static void store(App app, String stage, String... options) {
    App settings =
        new App(AppProps.builder().context(new HashMap<>(Synth.context(stage, options))).build());
    StoreConfig config = ConfigReader.read(settings.getNode());
    new StoreStack(app, config, Path.of(AppProcess.FUNCTIONS), Synth.console());
  }
}
