package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.infra.config.Rollout;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/// Gives a new version one request in ten for ten minutes. An alarm in that time takes it back, and
/// the deployment of the stack with it.
public final class Rollouts {
  private Rollouts() {}

  public static void add(
      Construct parent, StoreConfig config, StoreFunctions functions, Monitoring monitoring) {
    if (config.rollout() != Rollout.CANARY) {
      return;
    }
    Construct scope = new Construct(parent, "Rollout");
    LambdaApplication application = LambdaApplication.Builder.create(scope, "Application").build();
    functions
        .all()
        .forEach(
            (function, deployed) ->
                LambdaDeploymentGroup.Builder.create(scope, deployed.function().getNode().getId())
                    .application(application)
                    .alias((Alias) deployed.called())
                    .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_10_MINUTES)
                    .alarms(monitoring.ofVersions())
                    .autoRollback(
                        AutoRollbackConfig.builder()
                            .deploymentInAlarm(true)
                            .failedDeployment(true)
                            .stoppedDeployment(true)
                            .build())
                    .build());
  }
}
