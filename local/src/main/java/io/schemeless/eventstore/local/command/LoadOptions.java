package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.local.load.LoadPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of `verify --load`.
final class LoadOptions {
  private static final int DEFAULT_SECONDS = 10;

  @Option(
      names = "--load",
      required = true,
      description =
          "First append and read with many clients at once, and judge all that they were told."
              + " Without a store to check it takes a fresh one in memory.")
  @SuppressWarnings("unused") // without it there is no load
  private boolean load;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long the writers go on, 1 to 3600. Default: 10, or with --appends 3600.")
  private @Nullable Integer seconds;

  @Option(
      names = "--appends",
      paramLabel = "N",
      defaultValue = "" + LoadPlan.MAX_APPENDS,
      description = "How many appends they make at most, 1 to ${DEFAULT-VALUE}.")
  private int appends = LoadPlan.MAX_APPENDS;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many at once, 1 to 64. Default: ${DEFAULT-VALUE}.")
  private int writers = 4;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many follow the log at once, 1 to 16. Default: ${DEFAULT-VALUE}.")
  private int readers = 2;

  @Option(
      names = "--add-to-existing",
      description =
          "Load a store that holds events, too. It appends events of a domain of its own,"
              + " verify-load-..., and they stay.")
  private boolean addToExisting;

  boolean addToExisting() {
    return addToExisting;
  }

  /// @throws ParameterException if a number is out of its bounds
  LoadPlan plan(CommandLine command) {
    boolean counted = appends != LoadPlan.MAX_APPENDS;
    int time = seconds != null ? seconds : counted ? LoadPlan.MAX_SECONDS : DEFAULT_SECONDS;
    within(command, "--seconds", time, LoadPlan.MAX_SECONDS);
    within(command, "--appends", appends, LoadPlan.MAX_APPENDS);
    within(command, "--writers", writers, LoadPlan.MAX_WRITERS);
    within(command, "--readers", readers, LoadPlan.MAX_READERS);
    return new LoadPlan(Duration.ofSeconds(time), appends, writers, readers);
  }

  private static void within(CommandLine command, String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(command, option + " must be 1 to " + most);
    }
  }
}
