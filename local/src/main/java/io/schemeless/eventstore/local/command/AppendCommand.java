package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.schemeless.eventstore.client.ApiAnswer;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.transfer.AppendInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eventstore append`: events from a file, standard input or the command line itself.
@Command(
    name = "append",
    description = {
      "Append events, all of them or none: JSON, an array, lines or CloudEvents.",
      "%nAn object with events and what they require (expected, condition) is sent as it is. An event that a store gave out can be handed back: what the store itself gives is"
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
      names = "--tag",
      paramLabel = "TAG",
      description = "A tag of it; may be given several times.")
  private List<String> tags = new ArrayList<>();

  @ArgGroup(exclusive = false)
  private @Nullable ConditionOptions condition;

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
    if (condition != null) {
      body = body.requiring(required(condition));
    }
    if (body.whole() && type == null && domain != null) {
      throw wrong("with a condition the events name their streams: leave --domain out");
    }
    String target =
        domain == null || body.whole()
            ? "/events"
            : "/stream/events?" + StreamCommand.named(domain, identifier);
    ApiRequest request =
        ApiRequest.post(target, body.mediaType(), body.json())
            .with("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key);
    if (expected != null && !body.whole()) {
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
    if (type == null && (payload != null || !tags.isEmpty())) {
      throw wrong("--payload and --tag need --type");
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
      return AppendInput.one(text(domain), text(identifier), named, content, tags);
    } catch (MalformedJson e) {
      throw wrong("--payload is no JSON: " + e.getMessage());
    }
  }

  private static Json text(@Nullable String name) {
    return name == null ? Json.NULL : Json.of(TextNode.valueOf(name));
  }

  /// The members of the body beside its events.
  private byte[] required(ConditionOptions given) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.set("condition", given.toJson());
    if (expected != null) {
      ObjectNode version = members.putArray("expected").addObject();
      version.put("domain", domain).put("identifier", identifier).put("sequence", expected);
    }
    String object = members.toString();
    return object.substring(1, object.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  private AppendInput read() {
    if (file == null || file.toString().equals("-")) {
      return AppendInput.read(System.in);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return AppendInput.read(in);
    } catch (IOException e) {
      throw new UserError("cannot read " + file, e);
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
