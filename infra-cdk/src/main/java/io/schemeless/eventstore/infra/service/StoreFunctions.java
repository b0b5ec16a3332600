package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The functions, each with its own role and its own log group.
public final class StoreFunctions extends Construct {
  /// What callers invoke in production: the newest version, restored from its snapshot.
  static final String ALIAS = "live";

  /// What is proved to work, with the largest pages.
  private static final int REQUESTS_A_PROCESS = 8;

  /// The least that Lambda gives to a process on managed instances.
  private static final int LEAST_MANAGED_MIB = 2_048;

  private final StoreConfig config;
  private final Storage storage;
  private final @Nullable Founding founding;

  /// Whether the store has its stack for itself.
  private final boolean isAlone;

  private final Map<Operation.Function, Deployed> deployed =
      new EnumMap<>(Operation.Function.class);

  /// @param called what callers invoke
  public record Deployed(Function function, IFunction called, LogGroup logs) {}

  /// @param founding what makes the store, or none where the functions do
  public StoreFunctions(
      Construct scope,
      StoreConfig config,
      Storage storage,
      FunctionCode code,
      @Nullable Founding founding) {
    super(scope, "Functions");
    this.config = config;
    this.storage = storage;
    this.founding = founding;
    this.isAlone = scope.getNode().getId().equals("Default");
    for (FunctionSpec spec : FunctionSpec.ALL) {
      if (config.has(spec.function())) {
        deployed.put(spec.function(), deploy(spec, code));
      }
    }
  }

  /// The function, where the store has it.
  public Deployed get(Operation.Function function) {
    Deployed found = deployed.get(function);
    if (found == null) {
      throw new IllegalStateException("no function " + function + " in " + config.stage().id());
    }
    return found;
  }

  public Map<Operation.Function, Deployed> all() {
    return Collections.unmodifiableMap(deployed);
  }

  private Deployed deploy(FunctionSpec spec, FunctionCode code) {
    LogGroup logs = StoreLogs.of(this, spec.id() + "Logs", config, storage);
    Function.Builder builder =
        code.function(this, spec.id(), spec.handlerClass())
            .description("Event store " + config.id() + ": " + spec.purpose())
            .memorySize(spec.memoryMiB())
            .timeout(spec.timeout())
            .role(role(spec, logs))
            .logGroup(logs)
            .environment(environment());
    Integer reserved = config.concurrency().get(spec.function());
    if (reserved != null) {
      builder.reservedConcurrentExecutions(reserved);
    }
    if (config.capacityProvider() != null) {
      builder.memorySize(Math.max(spec.memoryMiB(), LEAST_MANAGED_MIB));
    }
    if (config.hasSnapshots()) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    if (config.stage().isProd()) {
      // A roll-back moves the alias, to a version that must still be there.
      builder.currentVersionOptions(
          VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build());
    }
    Function function = builder.build();
    code.publish(function);
    manage(function);
    if (isAlone) {
      // The name that `sam local invoke` takes.
      ((CfnFunction) function.getNode().getDefaultChild()).overrideLogicalId(spec.id());
    }
    return new Deployed(function, called(spec, function), logs);
  }

  /// Has instances of the account's own run the function, several requests at once in each process.
  private void manage(Function function) {
    if (config.capacityProvider() == null) {
      return;
    }
    ((CfnFunction) function.getNode().getDefaultChild())
        .setCapacityProviderConfig(
            CfnFunction.CapacityProviderConfigProperty.builder()
                .lambdaManagedInstancesCapacityProviderConfig(
                    CfnFunction.LambdaManagedInstancesCapacityProviderConfigProperty.builder()
                        .capacityProviderArn(config.capacityProvider())
                        .perExecutionEnvironmentMaxConcurrency(REQUESTS_A_PROCESS)
                        .build())
                .build());
  }

  private IFunction called(FunctionSpec spec, Function function) {
    if (!config.stage().isProd()) {
      return function;
    }
    if (config.hasSnapshots()) {
      Annotations.of(function)
          .acknowledgeWarning(
              "@aws-cdk/aws-lambda:snapStartRequirePublish", "the alias is what publishes");
    }
    Alias alias =
        Alias.Builder.create(this, spec.id() + "Live")
            .aliasName(ALIAS)
            .version(function.getCurrentVersion())
            .build();
    if (founding != null) {
      // Until the table is known to hold this store, nobody is led to it.
      alias.getNode().addDependency(founding.store());
    }
    return alias;
  }

  private Role role(FunctionSpec spec, LogGroup logs) {
    Role role =
        Role.Builder.create(this, spec.id() + "Role")
            .description("What the " + spec.id() + " of " + config.id() + " may do")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    for (PolicyStatement statement : Permissions.of(spec.function(), storage, logs)) {
      role.addToPolicy(statement);
    }
    return role;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = variables(config, storage);
    if (config.stage().isProd()) {
      environment.put("EVENT_STORE_FOUNDED", "true");
    }
    if (config.auth() instanceof StoreConfig.Auth.Jwt jwt && jwt.byDomain()) {
      environment.put("EVENT_STORE_DOMAIN_SCOPES", jwt.scopePrefix());
    }
    return environment;
  }

  /// Where the store is and what it is called, which every function is told.
  static Map<String, String> variables(StoreConfig config, Storage storage) {
    Map<String, String> variables = new HashMap<>();
    variables.put("EVENT_STORE_TABLE", storage.table().getTableName());
    variables.put("EVENT_STORE_BUCKET", storage.bucket().getBucketName());
    variables.put("EVENT_STORE_KEY_PREFIX", Storage.KEY_PREFIX);
    variables.put("EVENT_STORE_STAGE", config.stage().id());
    variables.put("EVENT_STORE_NAME", config.id());
    return variables;
  }
}
