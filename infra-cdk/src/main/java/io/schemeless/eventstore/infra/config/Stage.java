package io.schemeless.eventstore.infra.config;

import java.util.Locale;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/// What a store is for; it decides what becomes of the data.
public enum Stage {
  /// May be emptied, and goes with its stack.
  SANDBOX(RemovalPolicy.DESTROY, RetentionDays.TWO_WEEKS, 7),
  /// Nothing of it can be deleted by a deployment, and nothing in it can empty it.
  PROD(RemovalPolicy.RETAIN, RetentionDays.THREE_MONTHS, 35);

  private final RemovalPolicy removal;
  private final RetentionDays logs;
  private final int restoreDays;

  Stage(RemovalPolicy removal, RetentionDays logs, int restoreDays) {
    this.removal = removal;
    this.logs = logs;
    this.restoreDays = restoreDays;
  }

  /// As context and outputs write it.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What happens to data, keys and logs when they leave the stack.
  public RemovalPolicy removal() {
    return removal;
  }

  /// The same for what is empty while a stack is created, and would be in nobody's way if that
  /// fails: then it goes.
  public RemovalPolicy removalOnceCreated() {
    return isProd() ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : removal;
  }

  public RetentionDays logs() {
    return logs;
  }

  /// How many days back the table can be restored.
  public int restoreDays() {
    return restoreDays;
  }

  public boolean isProd() {
    return this == PROD;
  }
}
