package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `eventstore streams`: which streams there are.
@Command(
    name = "streams",
    description =
        "List the streams: domain and identifier, where the first event lies, and when.%n")
final class StreamsCommand extends StoreCommand {
  @Option(names = "--domain", paramLabel = "NAME", description = "Only those of this domain.")
  private @Nullable String domain;

  @Override
  int run(EventStoreClient client) {
    String target =
        "/streams?limit=1000" + (domain == null ? "" : "&domain=" + JsonPages.encode(domain));
    String after = "";
    long count = 0;
    while (true) {
      JsonNode page = client.exchange(ApiRequest.get(target + after)).json();
      for (JsonNode stream : page.path("streams")) {
        count++;
        out().println(json ? stream.toString() : line(stream));
      }
      if (!page.hasNonNull("next")) {
        err().println(count + (count == 1 ? " stream" : " streams"));
        return ExitCode.OK;
      }
      after = "&after=" + JsonPages.encode(page.path("next").asText());
    }
  }

  private static String line(JsonNode stream) {
    return EventPrinter.stream(stream)
        + "  "
        + stream.path("position").asLong()
        + "  "
        + stream.path("recorded").asText();
  }
}
