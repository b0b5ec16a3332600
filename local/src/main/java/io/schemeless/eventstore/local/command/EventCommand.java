package io.schemeless.eventstore.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemeless.eventstore.client.ApiAnswer;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eventstore event`: one event by its id.
@Command(name = "event", description = "Print the event with this id.%n")
final class EventCommand extends StoreCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(paramLabel = "ID", description = "The store's id, or the client's.")
  private String id;

  @Option(
      names = "--source",
      paramLabel = "URI",
      description = "The source that names it together with the id, as that of a CloudEvent.")
  private @Nullable String source;

  @Override
  int run(EventStoreClient client) {
    String of = source == null ? "" : "&source=" + JsonPages.encode(source);
    ApiAnswer answer = client.exchange(ApiRequest.get("/event?id=" + JsonPages.encode(id) + of));
    out().println(json ? new String(answer.body(), UTF_8) : answer.json().toPrettyString());
    return ExitCode.OK;
  }
}
