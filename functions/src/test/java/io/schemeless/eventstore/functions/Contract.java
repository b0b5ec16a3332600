package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `docs/openapi.yaml`, as a judge: of every answer its status, headers and body; of every request
/// that was accepted its parameters and body.
public final class Contract {
  public static final Contract INSTANCE = new Contract();

  private static final String LOCATION =
      "https://schemeless.github.io/event-store-aws/openapi.yaml";

  /// Every answer may have these.
  private static final Set<String> COMMON =
      Set.of("content-type", "cache-control", "x-content-type-options");

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Contract() {
    try {
      String text = Files.readString(Path.of("..", "docs", "openapi.yaml"));
      document = new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            builder ->
                builder
                    .nodeReader(reader -> reader.jsonMapper(anyNames()))
                    .schemas(Map.of(LOCATION, document.toString())));
  }

  /// Reads also names that hash alike, and names of any length.
  private static JsonMapper anyNames() {
    return JsonMapper.builder(
            JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
                .build())
        .build();
  }

  JsonNode document() {
    return document;
  }

  /// @throws AssertionError if the contract does not allow it
  public void check(APIGatewayV2HTTPEvent event, Reply reply) {
    String asked = event.getRequestContext().getHttp().getMethod();
    boolean head = asked.equals("HEAD");
    String method = head ? "get" : asked.toLowerCase(Locale.ROOT);
    String template = ContractPaths.template(document.path("paths"), method, event);
    if (head) {
      assertThat(reply.text()).as("body of an answer to HEAD").isEmpty();
    }
    if (template == null) {
      boolean options = asked.equals("OPTIONS");
      if (options && reply.status() == 204) {
        assertThat(reply.headers().keySet()).as("headers").contains("allow");
        assertThat(reply.text()).as("body").isEmpty();
        return;
      }
      // 400: a query that is none
      assertThat(reply.status()).as("status without an operation").isIn(options ? 400 : 405, 404);
      if (!head) {
        body("/components/schemas/Problem", reply.text());
      }
      return;
    }
    String operation = "/paths/" + escape(template) + "/" + method;
    String response = resolve(operation + "/responses/" + reply.status());
    assertThat(node(response).isMissingNode())
        .as("%s %s may not answer %s: %s", method, template, reply.status(), reply.text())
        .isFalse();
    headers(response, reply);
    if (!head) {
      content(response, reply.header("content-type"), reply.text());
    }
    if (reply.status() < 300) {
      parameters(operation, template, event);
      String text = text(event);
      if (!text.isEmpty()) {
        content(resolve(operation + "/requestBody"), type(event), text);
      }
    }
  }

  private void headers(String response, Reply reply) {
    Set<String> declared = new HashSet<>(COMMON);
    for (Map.Entry<String, JsonNode> entry : node(response + "/headers").properties()) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      declared.add(name);
      String header = resolve(response + "/headers/" + entry.getKey());
      if (reply.headers().containsKey(name)) {
        value(header + "/schema", quoted(reply.header(name)), "header " + name);
      } else {
        assertThat(node(header).path("required").asBoolean(false))
            .as("header %s is required", name)
            .isFalse();
      }
    }
    assertThat(declared).as("declared headers").containsAll(reply.headers().keySet());
  }

  private void parameters(String operation, String template, APIGatewayV2HTTPEvent event) {
    Map<String, JsonNode> declared = new TreeMap<>();
    for (String at : new String[] {"/paths/" + escape(template), operation}) {
      for (int i = 0; i < node(at + "/parameters").size(); i++) {
        String parameter = resolve(at + "/parameters/" + i);
        String in = node(parameter).path("in").asString();
        String name = node(parameter).path("name").asString();
        declared.put(in + " " + name.toLowerCase(Locale.ROOT), node(parameter));
        for (String value : ContractPaths.values(event, template, in, name)) {
          String schema = parameter + "/schema";
          String item = node(resolve(schema)).has("items") ? schema + "/items" : schema;
          value(item, literal(item, value), in + " parameter " + name);
        }
      }
    }
    for (String name : ContractPaths.queryNames(event)) {
      if (name.startsWith("X-Amz-")) {
        continue; // of a signature: ignored
      }
      assertThat(declared)
          .as("declared parameters")
          .containsKey("query " + name.toLowerCase(Locale.ROOT));
    }
  }

  private void content(String holder, String mediaType, String text) {
    JsonNode content = node(holder + "/content");
    if (content.isMissingNode()) {
      assertThat(text).as("body").isEmpty();
      return;
    }
    // RFC 9110, 5.6.1: who reads a list ignores its empty elements.
    String type =
        Stream.of(mediaType.split(","))
            .map(element -> element.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .filter(element -> !element.isEmpty())
            .findFirst()
            .orElse("application/json");
    assertThat(content.has(type)).as("media type %s of %s", type, holder).isTrue();
    if (type.equals("application/x-ndjson")) {
      text.lines().forEach(line -> body("/components/schemas/Event", line));
    } else {
      body(holder + "/content/" + escape(type) + "/schema", text);
    }
  }

  private void body(String schema, String text) {
    value(schema, text, "body");
  }

  private void value(String pointer, String json, String what) {
    Schema schema =
        schemas.computeIfAbsent(
            pointer, p -> registry.getSchema(SchemaLocation.of(LOCATION + "#" + p)));
    assertThat(schema.validate(json, InputFormat.JSON))
        .as("%s against %s", what, pointer)
        .isEmpty();
  }

  /// A parameter's text as JSON: a number where its schema wants one.
  private String literal(String schema, String value) {
    return node(resolve(schema)).path("type").toString().contains("integer")
        ? value
        : quoted(value);
  }

  private static String quoted(String value) {
    return new com.fasterxml.jackson.databind.node.TextNode(value).toString();
  }

  private static String type(APIGatewayV2HTTPEvent event) {
    return event.getHeaders().getOrDefault("content-type", "");
  }

  private static String text(APIGatewayV2HTTPEvent event) {
    @Nullable String body = event.getBody();
    if (body == null) {
      return "";
    }
    return event.getIsBase64Encoded()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  /// The pointer that a reference leads to, or the same.
  private String resolve(String pointer) {
    JsonNode ref = node(pointer).path("$ref");
    return ref.isMissingNode() ? pointer : ref.asString().substring(1);
  }

  private JsonNode node(String pointer) {
    return document.at(pointer);
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
