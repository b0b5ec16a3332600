package io.schemeless.eventstore.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.local.NothingFound;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.store.StoreException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// The `eventstore` command.
@Command(
    name = "eventstore",
    description = "The Schemeless event store: yours in AWS, and one on this machine.",
    usageHelpWidth = 100,
    footer =
        "%n  aws-check  Check a sandbox in AWS, and measure it; see eventstore aws-check."
            + "%n  bench   Do the same work on this store and on the npm adapter; see eventstore bench --help.",
    subcommands = {
      DemoCommand.class,
      LocalCommand.class,
      StatusCommand.class,
      AppendCommand.class,
      ReplayCommand.class,
      TailCommand.class,
      StreamCommand.class,
      StreamsCommand.class,
      EventCommand.class,
      ChainCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ResetCommand.class,
      VerifyCommand.class,
      InvokeCommand.class,
      CompletionCommand.class
    })
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private static final int BUFFER = 1 << 16;

  private Main() {}

  public static void main(String[] args) {
    CommandLine command = commandLine();
    // What the store gives is UTF-8, whatever the terminal is set to.
    PrintWriter out =
        new PrintWriter(
            new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8), BUFFER),
            false);
    command.setOut(out);
    int exit = command.execute(args);
    out.flush();
    // The S3 server's threads are not all daemons.
    System.exit(exit);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::wrongUse)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int wrongUse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /// One line, never a stack trace.
  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    String reason =
        switch (e) {
          case UserError user -> String.valueOf(user.getMessage());
          case NothingFound none -> String.valueOf(none.getMessage());
          case StoreException store -> String.valueOf(store.getMessage());
          case StoreProblem.VersionConflict conflict ->
              conflict.getMessage() + ": " + EventPrinter.stream(conflict.body());
          case StoreProblem problem -> String.valueOf(problem.getMessage());
          default -> "unexpected " + e.getClass().getName() + ": " + e.getMessage();
        };
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + reason);
    return switch (e) {
      case NothingFound _ -> ExitCodes.NOT_FOUND;
      case StoreProblem problem -> ExitCodes.of(problem);
      default -> ExitCode.SOFTWARE;
    };
  }
}
