package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eventstore stream`: the events of one stream.
@Command(
    name = "stream",
    description = "Print the events of one stream. A stream without events prints none.%n")
final class StreamCommand extends StoreCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(index = "0", paramLabel = "DOMAIN", description = "The stream's domain.")
  private String domain;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "IDENTIFIER",
      description = "Its identifier, unless the domain is one stream.")
  private @Nullable String identifier;

  @Option(names = "--from", paramLabel = "N", description = "Start at this sequence.")
  private @Nullable Long from;

  @Option(names = "--backward", description = "The newest first.")
  private boolean backward;

  @Option(names = "--limit", paramLabel = "N", description = "Print at most so many.")
  private long limit = Long.MAX_VALUE;

  @Override
  int run(EventStoreClient client) {
    if (limit < 1) {
      throw wrong("--limit must be 1 or more");
    }
    String target =
        "/stream/events?"
            + named(domain, identifier)
            + "&limit="
            + Math.min(limit, 1_000)
            + (backward ? "&direction=backward" : "");
    EventPrinter printer = new EventPrinter(out(), json);
    String first = from == null ? null : from.toString();
    long printed = JsonPages.events(client, target, "from", first, limit, printer::print);
    err().println(printed + (printed == 1 ? " event" : " events"));
    return ExitCode.OK;
  }

  static String named(String domain, @Nullable String identifier) {
    return "domain="
        + JsonPages.encode(domain)
        + (identifier == null ? "" : "&identifier=" + JsonPages.encode(identifier));
  }
}
