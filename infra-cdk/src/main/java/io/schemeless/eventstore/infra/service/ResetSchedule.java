package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/// Empties a sandbox by the clock. Its role may call the reset function and nothing else.
///
/// The scheduler hands the call to Lambda's queue. From there it is tried once, and not late: a
/// second try would throw away what was appended since the first. A failure is an alarm.
public final class ResetSchedule {
  private static final int RETRIES = 3;
  private static final int GIVE_UP_SECONDS = 3_600;

  private ResetSchedule() {}

  public static void add(Construct scope, StoreConfig config, StoreFunctions functions) {
    if (config.resetCron() == null) {
      return;
    }
    IFunction called = functions.get(Operation.Function.RESET).called();
    called.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            .retryAttempts(0)
            .maxEventAge(Duration.seconds(GIVE_UP_SECONDS))
            .build());
    String function = called.getFunctionArn();
    Construct schedule = new Construct(scope, "ResetSchedule");
    Role role = role(schedule, function);
    CfnSchedule created =
        CfnSchedule.Builder.create(schedule, "Schedule")
            .description("Empties the event store " + config.id())
            .scheduleExpression("cron(" + config.resetCron() + ")")
            .scheduleExpressionTimezone("UTC")
            .flexibleTimeWindow(
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
            .target(
                CfnSchedule.TargetProperty.builder()
                    .arn(function)
                    .roleArn(role.getRoleArn())
                    .input("{\"confirm\":\"" + config.stage().id() + "\"}")
                    .retryPolicy(
                        CfnSchedule.RetryPolicyProperty.builder()
                            .maximumRetryAttempts(RETRIES)
                            .maximumEventAgeInSeconds(GIVE_UP_SECONDS)
                            .build())
                    .build())
            .build();
    ServiceRole.before(created, role);
  }

  private static Role role(Construct scope, String function) {
    Role role =
        ServiceRole.of(
            scope, "scheduler.amazonaws.com", "Lets the schedule call the reset function");
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("Reset")
            .actions(List.of("lambda:InvokeFunction"))
            .resources(List.of(function))
            .build());
    return role;
  }
}
