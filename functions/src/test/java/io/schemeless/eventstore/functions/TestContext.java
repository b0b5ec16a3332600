package io.schemeless.eventstore.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.ArrayList;
import java.util.List;

/// What Lambda tells a handler of its invocation; keeps what is logged.
public final class TestContext extends FixedContext {
  private final int remainingMillis;
  private final List<String> logged = new ArrayList<>();

  public TestContext() {
    this(30_000);
  }

  public TestContext(int remainingMillis) {
    super("8f507cfc-xmpl-4697-b07a-ac58fc914c95", "function");
    this.remainingMillis = remainingMillis;
  }

  public List<String> logged() {
    return logged;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis;
  }

  @Override
  protected void log(String message) {
    logged.add(message);
  }

  @Override
  protected void log(String message, LogLevel level) {
    logged.add(level + " " + message);
  }
}
