package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RetryPolicy;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command on a store that answers over HTTP. Data goes to standard output, all else to standard
/// error.
@Command(usageHelpWidth = 100)
abstract class StoreCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  @Mixin private StoreAddress address = new StoreAddress();

  @Option(names = "--json", description = "Print JSON, one value a line, as the store gives it.")
  boolean json;

  abstract int run(EventStoreClient client);

  @Override
  public Integer call() {
    try (EventStoreClient client = address.connection().open(retries())) {
      return run(client);
    } finally {
      out().flush();
      err().flush();
    }
  }

  /// How patient it is with a store that does not answer.
  RetryPolicy retries() {
    return RetryPolicy.DEFAULT;
  }

  final StoreAddress address() {
    return address;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
