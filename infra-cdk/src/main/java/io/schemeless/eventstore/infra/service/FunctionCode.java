package io.schemeless.eventstore.infra.service;

import java.util.List;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.AssetImageCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Handler;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.constructs.Construct;

/// The functions' code, and what every function is made with.
public sealed interface FunctionCode {

  /// A jar that CDK uploads.
  record Jar(String path) implements FunctionCode {}

  /// A jar that lies in a bucket, for a template that nobody's CDK deploys.
  ///
  /// @param release tells it from the jar of another release, which the template does not see
  record Uploaded(Code code, String release) implements FunctionCode {}

  /// The folder of an image that CDK builds and uploads.
  record Image(String folder) implements FunctionCode {}

  /// One image serves all functions: the handler is each one's command, an argument of the image's
  /// entry point.
  default Function.Builder function(Construct scope, String id, Class<?> handler) {
    Function.Builder builder =
        Function.Builder.create(scope, id)
            .architecture(Architecture.ARM_64)
            .tracing(Tracing.ACTIVE)
            .loggingFormat(LoggingFormat.JSON)
            // Lambda's own start and report lines would cost more than all that the functions say.
            .systemLogLevelV2(SystemLogLevel.WARN)
            .applicationLogLevelV2(ApplicationLogLevel.INFO);
    return switch (this) {
      case Jar(var path) -> zip(builder, Code.fromAsset(path), handler);
      case Uploaded(var code, _) -> zip(builder, code, handler);
      case Image(var folder) ->
          builder
              .runtime(Runtime.FROM_IMAGE)
              .code(
                  Code.fromAssetImage(
                      folder,
                      AssetImageCodeProps.builder()
                          .cmd(List.of(handler.getName()))
                          .platform(Platform.LINUX_ARM64)
                          .build()))
              .handler(Handler.FROM_IMAGE);
    };
  }

  /// Has a function publish a version for each release of the code.
  default void publish(Function function) {
    if (this instanceof Uploaded(var _, var release)) {
      function.invalidateVersionBasedOn(release);
    }
  }

  private static Function.Builder zip(Function.Builder builder, Code code, Class<?> handler) {
    return builder.runtime(Runtime.JAVA_25).code(code).handler(handler.getName());
  }
}
