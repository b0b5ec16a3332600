package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// `eventstore chain`: the events of one correlation id.
@Command(name = "chain", description = "Print the events with a correlation id, in order.%n")
final class ChainCommand extends StoreCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(paramLabel = "CORRELATION-ID", description = "The id that they share.")
  private String id;

  @Override
  int run(EventStoreClient client) {
    EventPrinter printer = new EventPrinter(out(), json);
    String target = "/correlation/events?limit=1000&id=" + JsonPages.encode(id);
    long printed = JsonPages.events(client, target, "after", null, Long.MAX_VALUE, printer::print);
    err().println(printed + (printed == 1 ? " event" : " events"));
    return ExitCode.OK;
  }
}
