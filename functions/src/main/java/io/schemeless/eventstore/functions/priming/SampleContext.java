package io.schemeless.eventstore.functions.priming;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/// The context of a sample request; what is logged is lost.
final class SampleContext implements Context {
  private static final String NAME = "priming";
  private static final int MILLIS = 10_000;

  @Override
  public String getAwsRequestId() {
    return NAME;
  }

  @Override
  public String getLogGroupName() {
    return NAME;
  }

  @Override
  public String getLogStreamName() {
    return NAME;
  }

  @Override
  public String getFunctionName() {
    return NAME;
  }

  @Override
  public String getFunctionVersion() {
    return NAME;
  }

  @Override
  public String getInvokedFunctionArn() {
    return NAME;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return MILLIS;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {}

      @Override
      public void log(byte[] message) {}
    };
  }
}
