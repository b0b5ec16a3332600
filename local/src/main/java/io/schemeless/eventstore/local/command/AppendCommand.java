package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.client.ApiAnswer;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.local.transfer.AppendInput;
import io.schemeless.eventstore.local.transfer.FileSource;
import io.schemeless.eventstore.local.transfer.ImportSource;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eventstore append`: events from a file, standard input or the command line itself.
@Command(
    name = "append",
    description = {
      "Append events, all of them or none: JSON, an array, lines or CloudEvents.",
      "%nAn event that a store gave out can be handed back: what the store itself gives is"
          + " dropped. Prints where the events went.%n"
    })
final class AppendCommand extends StoreCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The events; - for standard input, which is the default.")
  private @Nullable Path file;

  @Option(names = "--domain", paramLabel = "NAME", description = "The stream that they go to.")
  private @Nullable String domain;

  @Option(names = "--identifier", paramLabel = "NAME", description = "Its identifier, if any.")
  private @Nullable String identifier;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Append one event of this type, in place of a file.")
  private @Nullable String type;

  @Option(names = "--payload", paramLabel = "JSON", description = "Its payload. Default: null.")
  private @Nullable String payload;

  @Option(
      names = "--expected",
      paramLabel = "N",
      description = "The version that the stream must have; 0 for a new one.")
  private @Nullable Long expected;

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "The idempotency key, for a repeat of the command. Default: a random one.")
  private @Nullable String key;

  @Override
  int run(EventStoreClient client) {
    check();
    AppendInput body = type == null ? read() : one(type);
    String target =
        domain == null ? "/events" : "/stream/events?" + StreamCommand.named(domain, identifier);
    ApiRequest request =
        ApiRequest.post(target, body.mediaType(), body.json())
            .with("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key);
    if (expected != null) {
      request = request.with("If-Match", "\"" + expected + "\"");
    }
    ApiAnswer answer = client.exchange(request);
    print(answer);
    return ExitCode.OK;
  }

  private void check() {
    if (domain == null && (identifier != null || expected != null || type != null)) {
      throw wrong("--identifier, --expected and --type need --domain");
    }
    if (type == null && payload != null) {
      throw wrong("--payload needs --type");
    }
    if (type != null && file != null) {
      throw wrong("give a FILE or --type, not both");
    }
    if (expected != null && expected < 0) {
      throw wrong("--expected must be 0 or more");
    }
  }

  private AppendInput one(String named) {
    try {
      Json content = payload == null ? Json.NULL : Json.parse(payload);
      return AppendInput.one(named, content);
    } catch (MalformedJson e) {
      throw wrong("--payload is no JSON: " + e.getMessage());
    }
  }

  private AppendInput read() {
    try (ImportSource source =
        file == null || file.toString().equals("-")
            ? FileSource.of(System.in, 0)
            : FileSource.of(file)) {
      return AppendInput.read(source);
    }
  }

  private void print(ApiAnswer answer) {
    JsonNode appended = answer.json();
    if (json) {
      out().println(appended);
      return;
    }
    for (JsonNode event : appended.path("events")) {
      out()
          .println(
              event.path("position").asLong()
                  + "."
                  + event.path("index").asInt()
                  + "  "
                  + EventPrinter.stream(event)
                  + "#"
                  + event.path("sequence").asLong()
                  + "  "
                  + event.path("id").asText().replaceAll("\\p{Cntrl}", "?"));
    }
    if (appended.path("repeated").asBoolean()) {
      err().println("an earlier request had appended them");
    }
  }
}
