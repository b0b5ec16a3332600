package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.config.Packaging;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.AssetImageCodeProps;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Handler;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The functions, each with its own role and its own log group.
public final class StoreFunctions extends Construct {
  /// What callers invoke in production: the newest version, restored from its snapshot.
  static final String ALIAS = "live";

  private final StoreConfig config;
  private final Storage storage;
  private final Map<Operation.Function, Deployed> deployed =
      new EnumMap<>(Operation.Function.class);

  /// @param called what callers invoke
  public record Deployed(Function function, IFunction called, LogGroup logs) {}

  public StoreFunctions(Construct scope, StoreConfig config, Storage storage, Path code) {
    super(scope, "Functions");
    this.config = config;
    this.storage = storage;
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

  private Deployed deploy(FunctionSpec spec, Path code) {
    LogGroup logs =
        LogGroup.Builder.create(this, spec.id() + "Logs")
            .retention(config.stage().logs())
            .removalPolicy(config.stage().removal())
            .build();
    Function.Builder builder =
        Function.Builder.create(this, spec.id())
            .description("Event store " + config.id() + ": " + spec.purpose())
            .architecture(Architecture.ARM_64)
            .memorySize(spec.memoryMiB())
            .timeout(spec.timeout())
            .role(role(spec, logs))
            .tracing(Tracing.ACTIVE)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            // Lambda's own start and report lines would cost more than all that the functions say.
            .systemLogLevelV2(SystemLogLevel.WARN)
            .applicationLogLevelV2(ApplicationLogLevel.INFO)
            .environment(environment());
    code(builder, spec, code);
    Integer reserved = config.concurrency().get(spec.function());
    if (reserved != null) {
      builder.reservedConcurrentExecutions(reserved);
    }
    if (config.hasSnapshots()) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    Function function = builder.build();
    // The name that `sam local invoke` takes.
    ((CfnFunction) function.getNode().getDefaultChild()).overrideLogicalId(spec.id());
    return new Deployed(function, called(spec, function), logs);
  }

  /// One image serves all functions: the handler is each one's command, an argument of the image's
  /// entry point.
  private void code(Function.Builder builder, FunctionSpec spec, Path code) {
    switch (config.packaging()) {
      case ZIP ->
          builder
              .runtime(Runtime.JAVA_25)
              .code(Code.fromAsset(code.toString()))
              .handler(spec.handler());
      case IMAGE ->
          builder
              .runtime(Runtime.FROM_IMAGE)
              .code(
                  Code.fromAssetImage(
                      code.toString(),
                      AssetImageCodeProps.builder()
                          .cmd(List.of(spec.handler()))
                          .platform(Platform.LINUX_ARM64)
                          .build()))
              .handler(Handler.FROM_IMAGE);
    }
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
    return Alias.Builder.create(this, spec.id() + "Live")
        .aliasName(ALIAS)
        .version(function.getCurrentVersion())
        .build();
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
    Map<String, String> environment = new HashMap<>();
    environment.put("EVENT_STORE_TABLE", storage.table().getTableName());
    environment.put("EVENT_STORE_BUCKET", storage.bucket().getBucketName());
    environment.put("EVENT_STORE_KEY_PREFIX", Storage.KEY_PREFIX);
    environment.put("EVENT_STORE_STAGE", config.stage().id());
    environment.put("EVENT_STORE_NAME", config.id());
    if (config.packaging() == Packaging.ZIP && !config.hasSnapshots()) {
      // Without a snapshot the cold start counts: the first compiler alone, the smallest collector.
      // An image has them in its entry point, beside the cache that was made under them.
      environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }
    return environment;
  }
}
