package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `eventstore tail`: the newest events, and what comes.
@Command(
    name = "tail",
    description = {
      "Print the newest events and then each one that comes, until Ctrl-C: replay --follow in short.",
      "%nWithout a place to start from, what is there is read and passed over.%n"
    })
final class TailCommand extends ReplayCommand {
  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of those that are there. Default: ${DEFAULT-VALUE}.")
  private int newest;

  @Override
  int run(EventStoreClient client) {
    if (newest < 0) {
      throw wrong("-n must be 0 or more");
    }
    return replay(client, true, newest);
  }
}
