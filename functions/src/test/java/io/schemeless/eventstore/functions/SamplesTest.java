package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.store.EventStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sample event, in the order of `expected.json`, on one store that is empty at first.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
  private static final Path FOLDER = Path.of("..", "events-samples");
  private static final Set<String> NO_SAMPLES = Set.of("expected.json", "env-vars.json");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final EventStore store = MemoryEventStore.create();
  private final Gateway gateway = new Gateway(store);

  static Stream<JsonNode> samples() throws IOException {
    JsonNode all = MAPPER.readTree(FOLDER.resolve("expected.json").toFile());
    return StreamSupport.stream(all.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_is_answered_as_expected(JsonNode expected) throws IOException {
    // given
    ObjectNode event =
        (ObjectNode) MAPPER.readTree(FOLDER.resolve(expected.path("file").asText()).toFile());
    if (expected.has("padBodyTo")) {
      String body = event.path("body").asText();
      event.put("body", body + " ".repeat(expected.path("padBodyTo").asInt() - body.length()));
    }

    // when
    if (expected.path("status").isNull()) {
      assertThat(scheduled(event)).contains("\"complete\"");
      return;
    }
    Reply reply = gateway.send(event.toString(), new TestContext());

    // then
    reply.is(expected.path("status").asInt());
    if (expected.has("problem")) {
      reply.isProblem(expected.path("status").asInt(), expected.path("problem").asText());
    }
  }

  private String scheduled(JsonNode event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ResetHandler(store, Gateway.STAGE)
        .handleRequest(
            new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
            out,
            new TestContext());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void every_sample_is_expected_and_told_of() throws IOException {
    // given
    List<String> expected = samples().map(each -> each.path("file").asText()).toList();
    String readme = Files.readString(FOLDER.resolve("README.md"));

    // when
    List<String> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files =
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".json") && !NO_SAMPLES.contains(name))
              .toList();
    }

    // then
    assertThat(files)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(readme).contains("`" + file + "`"));
    assertThat(expected).containsAll(files);
  }
}
