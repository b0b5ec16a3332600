package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/// Calls each function that starts from snapshots now and then. A version that nobody calls for 14
/// days goes inactive, and its next caller is turned away while Lambda prepares it again. The
/// handlers answer this event without a look at the store.
public final class KeepAlive {
  /// A call that fails is tried again for a day, and the next one comes long before the 14 are
  /// over.
  private static final int DAYS = 3;

  private static final String EVENT = "{\"keepAlive\":true}";

  private KeepAlive() {}

  public static void add(Construct parent, StoreConfig config, StoreFunctions functions) {
    if (!config.hasSnapshots()) {
      return;
    }
    Construct scope = new Construct(parent, "KeepAlive");
    List<String> called =
        functions.all().values().stream().map(each -> each.called().getFunctionArn()).toList();
    Role role =
        ServiceRole.of(
            scope, "scheduler.amazonaws.com", "Lets the schedule call the functions' aliases");
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("KeepAlive")
            .actions(List.of("lambda:InvokeFunction"))
            .resources(called)
            .build());
    functions
        .all()
        .forEach(
            (function, deployed) -> {
              CfnSchedule schedule =
                  CfnSchedule.Builder.create(scope, deployed.function().getNode().getId())
                      .description("Keeps a snapshot of the event store " + config.id() + " active")
                      .scheduleExpression("rate(" + DAYS + " days)")
                      .flexibleTimeWindow(
                          CfnSchedule.FlexibleTimeWindowProperty.builder()
                              .mode("FLEXIBLE")
                              .maximumWindowInMinutes(60)
                              .build())
                      .target(
                          CfnSchedule.TargetProperty.builder()
                              .arn(deployed.called().getFunctionArn())
                              .roleArn(role.getRoleArn())
                              .input(EVENT)
                              .build())
                      .build();
              ServiceRole.before(schedule, role);
            });
  }
}
