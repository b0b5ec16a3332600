package io.schemeless.eventstore.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two SDKs of CloudEvents read all that the store tells: one event that they do not take makes
/// them refuse the whole page.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudEventSdksTest {
  private static final Path SAMPLES = Path.of("..", "events-samples");
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final int GENERATED = 1_000;
  private static final int PAGE = 400;
  private static final JsonMapper MAPPER = new JsonMapper();

  private static final String[] NAMES = {
    "source",
    "dataschema",
    "datacontenttype",
    "subject",
    "meta",
    "data",
    "data_base64",
    "datacontentencoding",
    "schemaurl",
    "specversion",
    "id",
    "time",
    "domain",
    "noData",
    "logindex",
    "ext",
    "7",
    "validate",
    "emit",
    "constructor",
    "tostring",
    "tojson",
    "clonewith",
    "valueof",
    "then",
    "proto",
    "__proto__",
    "Upper",
    ""
  };
  private static final String[] TEXTS = {
    "web shop",
    "/s",
    "#",
    "?",
    "//",
    "//h",
    "a:",
    "a:b",
    "a_b:c",
    "1a:b",
    "http://a:b/",
    "http://[::1]/",
    "http://[v1.a]/",
    "http://a:99999999999/",
    "file:///",
    "http://é/",
    "/é",
    "%41",
    "%4",
    "x[1]",
    "?[",
    "",
    " ",
    "xyz",
    "text/plain",
    "text/plain ; charset=utf-8",
    "application/json",
    "application/json ;a=b",
    "Application/JSON",
    "application/vnd.a.b+json",
    "image/svg+json",
    "jsonx/jsony",
    "true",
    "\u0000",
    "😀"
  };
  private static final String[] OTHERS = {
    "1", "-1", "true", "false", "null", "{}", "[]", "1.5", "4294967296", "1e999999999"
  };
  private static final String[] DATA = {"null", "\"\"", "\"x\"", "0", "false", "{}", "[1e999]"};

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  /// A store of all that the samples bring, and of generated events of both kinds.
  @BeforeAll
  void events() throws IOException {
    for (JsonNode each : MAPPER.readTree(SAMPLES.resolve("expected.json").toFile())) {
      JsonNode event = MAPPER.readTree(SAMPLES.resolve(each.path("file").asText()).toFile());
      String path = event.path("rawPath").asText();
      if (path.startsWith("/streams") || path.startsWith("/events")) {
        gateway.send(event.toString(), new TestContext());
      }
    }
    Random random = new Random(24);
    int taken = 0;
    for (int i = 0; i < GENERATED; i++) {
      boolean cloud = random.nextInt(2) == 0;
      String data = pick(random, DATA);
      String body =
          cloud
              ? "{\"specversion\":\"1.0\",\"id\":\"g"
                  + i
                  + "\",\"type\":\"t\",\"data\":"
                  + data
                  + attributes(random, Set.of("specversion", "id", "data"))
              : "{\"type\":\"t\",\"payload\":"
                  + data
                  + ",\"meta\":{\"a\":\"\""
                  + attributes(random, Set.of())
                  + "}";
      taken +=
          gateway
                      .post("/streams/d/events")
                      .header("Content-Type", cloud ? ONE : "application/json")
                      .bytes(body.getBytes(UTF_8))
                      .send()
                      .status()
                  == 201
              ? 1
              : 0;
    }
    assertThat(taken).isGreaterThan(GENERATED / 2);
  }

  private static String attributes(Random random, Set<String> without) {
    StringBuilder all = new StringBuilder();
    Set<String> names = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      names.add(pick(random, NAMES));
    }
    names.removeAll(without);
    for (String name : names) {
      String value =
          random.nextInt(4) == 0
              ? pick(random, OTHERS)
              : new TextNode(pick(random, TEXTS)).toString();
      all.append(",\"").append(name).append("\":").append(value);
    }
    return names.contains("source") ? all + "}" : all + ",\"source\":\"/s\"}";
  }

  private static String pick(Random random, String[] all) {
    return all[random.nextInt(all.length)];
  }

  /// Page by page.
  private interface Reader {
    void read(byte[] batch, int events) throws IOException, InterruptedException;
  }

  private void replay(Reader reader) throws IOException, InterruptedException {
    String after = "";
    int events;
    do {
      Reply page =
          gateway
              .get("/events?limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + after))
              .header("Accept", BATCH)
              .send()
              .is(200);
      events = ((ArrayNode) MAPPER.readTree(page.body())).size();
      reader.read(page.body(), events);
      after = page.header("link").replaceFirst(".*[?&]after=([^&>]+).*", "$1");
    } while (events > 0);
  }

  @Test
  void the_java_sdk_reads_every_page() throws Exception {
    JsonFormat format = new JsonFormat();
    replay(
        (batch, _) -> {
          for (JsonNode each : MAPPER.readTree(batch)) {
            CloudEvent event = format.deserialize(each.toString().getBytes(UTF_8));
            assertThat(event.getId()).isEqualTo(each.path("id").asText());
            assertThat(event.getSource()).hasToString(each.path("source").asText());
            assertThat(event.getData() != null)
                .isEqualTo(each.has("data") || each.has("data_base64"));
          }
        });
  }

  @Test
  void the_npm_sdk_reads_every_page() throws Exception {
    NpmCloudEvents.install();
    replay(NpmCloudEvents::read);
  }
}
