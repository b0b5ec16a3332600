package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a handler learns of its call where it is not Lambda that calls it. The names are fixed; how
/// much time is left, and what becomes of the log, is a subclass's.
public abstract class FixedContext implements Context {
  private static final int MEGABYTES = 1024;

  private final String requestId;
  private final String function;

  protected FixedContext(String requestId, String function) {
    this.requestId = requestId;
    this.function = function;
  }

  /// Takes what the handler logs.
  protected abstract void log(String message);

  /// Takes what the handler logs with a level, which is dropped unless a subclass keeps it.
  protected void log(String message, LogLevel level) {
    log(message);
  }

  @Override
  public final LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        FixedContext.this.log(message);
      }

      @Override
      public void log(String message, LogLevel level) {
        FixedContext.this.log(message, level);
      }

      @Override
      public void log(byte[] message) {
        FixedContext.this.log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public final String getAwsRequestId() {
    return requestId;
  }

  @Override
  public final String getFunctionName() {
    return function;
  }

  @Override
  public final String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public final String getInvokedFunctionArn() {
    return "arn:aws:lambda:local:000000000000:function:" + function;
  }

  @Override
  public final String getLogGroupName() {
    return "/aws/lambda/" + function;
  }

  @Override
  public final String getLogStreamName() {
    return "local";
  }

  @Override
  public final int getMemoryLimitInMB() {
    return MEGABYTES;
  }

  @Override
  public final @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public final @Nullable ClientContext getClientContext() {
    return null;
  }
}
