package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.store.StoreException;
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
    description = "The Schemeless event store on your own machine.",
    usageHelpWidth = 100,
    footer =
        "%n  aws-check  Check a sandbox in AWS, and measure it; see eventstore aws-check."
            + "%n  bench   Do the same work on this store and on the npm adapter; see eventstore bench --help.",
    subcommands = {DemoCommand.class, LocalCommand.class, InvokeCommand.class, VerifyCommand.class})
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private Main() {}

  public static void main(String[] args) {
    int exit = commandLine().execute(args);
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
          case StoreException store -> String.valueOf(store.getMessage());
          default -> "unexpected " + e.getClass().getName() + ": " + e.getMessage();
        };
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + reason);
    return ExitCode.SOFTWARE;
  }
}
