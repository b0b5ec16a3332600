package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.GatewayFunction;
import io.schemeless.eventstore.functions.http.GatewayJson;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The functions read an event as Lambda's own serializer would, in what they look at.
class GatewayJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../events-samples"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> text(file).contains("\"requestContext\""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_is_read_as_lambda_reads_it(Path sample) throws IOException {
    String text = text(sample);
    APIGatewayV2HTTPEvent lambda = Lambda.event(text);

    APIGatewayV2HTTPEvent ours = GatewayJson.read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(ours.getRouteKey()).isEqualTo(lambda.getRouteKey());
    assertThat(ours.getRawPath()).isEqualTo(lambda.getRawPath());
    assertThat(ours.getRawQueryString()).isEqualTo(lambda.getRawQueryString());
    assertThat(ours.getHeaders()).isEqualTo(lambda.getHeaders());
    assertThat(ours.getPathParameters()).isEqualTo(lambda.getPathParameters());
    assertThat(ours.getBody()).isEqualTo(lambda.getBody());
    assertThat(ours.getIsBase64Encoded()).isEqualTo(lambda.getIsBase64Encoded());
    assertThat(ours.getRequestContext().getStage())
        .isEqualTo(lambda.getRequestContext().getStage());
    assertThat(ours.getRequestContext().getHttp().getMethod())
        .isEqualTo(lambda.getRequestContext().getHttp().getMethod());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "\"text\"", "{}", "{\"requestContext\":5,\"headers\":[{\"a\":1}]}"})
  void what_is_no_request_finds_no_route(String event) throws IOException {
    GatewayFunction function = new AppendHandler(MemoryEventStore.create());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext());

    assertThat(JSON.readTree(out.toByteArray()).get("statusCode").asInt()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = "append-valid.json")
  void by_the_stream_an_append_is_answered_as_by_the_event(String sample) throws IOException {
    GatewayFunction function = new AppendHandler(MemoryEventStore.create());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    function.handleRequest(
        Files.newInputStream(Path.of("../events-samples", sample)), out, new TestContext());

    JsonNode answer = JSON.readTree(out.toByteArray());
    assertThat(answer.get("statusCode").asInt()).isEqualTo(201);
    assertThat(answer.at("/headers/etag").asText()).isEqualTo("\"1\"");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
