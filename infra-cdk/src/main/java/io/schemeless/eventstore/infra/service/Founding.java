package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.founding.FoundingHandler;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// Makes a production store, once, as its stack is created. An update of the stack to a table that
/// does not hold this very store fails there, before any caller is led to it; CloudFormation then
/// goes back. The functions themselves make no store.
public final class Founding extends Construct {
  private static final int MEMORY_MIB = 512;
  private static final Duration TIMEOUT = Duration.seconds(60);

  /// After that CloudFormation gives up.
  private static final Duration PATIENCE = Duration.minutes(5);

  private final CustomResource store;

  private Founding(Construct scope, StoreConfig config, Storage storage, FunctionCode code) {
    super(scope, "Founding");
    LogGroup logs = StoreLogs.of(this, "Logs", config, storage);
    Role role =
        Role.Builder.create(this, "Role")
            .description("What makes the store " + config.id() + " may do")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    for (PolicyStatement statement : Permissions.founding(storage, logs)) {
      role.addToPolicy(statement);
    }
    Function function =
        code.function(this, "Function", FoundingHandler.class)
            .description("Event store " + config.id() + ": makes the store")
            .memorySize(MEMORY_MIB)
            .timeout(TIMEOUT)
            .role(role)
            .logGroup(logs)
            .environment(StoreFunctions.variables(config, storage))
            .build();
    this.store =
        CustomResource.Builder.create(this, "Store")
            .resourceType("Custom::EventStore")
            .serviceToken(function.getFunctionArn())
            .serviceTimeout(PATIENCE)
            // Another table is an update, and only what changes here is one.
            .properties(Map.of("Table", storage.table().getTableName()))
            .build();
    ServiceRole.before(store, role);
    store.getNode().addDependency(storage);
  }

  /// None in a sandbox, whose functions make the store.
  public static @Nullable Founding of(
      Construct scope, StoreConfig config, Storage storage, FunctionCode code) {
    return config.stage().isProd() ? new Founding(scope, config, storage, code) : null;
  }

  /// What must wait until the store is there.
  CustomResource store() {
    return store;
  }
}
