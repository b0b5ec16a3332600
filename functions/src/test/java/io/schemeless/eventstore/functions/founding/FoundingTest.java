package io.schemeless.eventstore.functions.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.schemeless.eventstore.functions.TestContext;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The resource by which a production stack makes its store, as CloudFormation sees it.
class FoundingTest {
  private final List<JsonNode> told = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private int status = 200;
  private HttpServer cloudFormation;

  @BeforeEach
  void listen() throws IOException {
    cloudFormation =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cloudFormation.createContext(
        "/",
        exchange -> {
          types.add(exchange.getRequestMethod() + exchange.getRequestHeaders().get("content-type"));
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          told.add(Json.parse(body).toNode());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    cloudFormation.start();
  }

  @AfterEach
  void close() {
    cloudFormation.stop(0);
  }

  private static EventStore store(MemoryCells cells, boolean founded) {
    return new LogEventStore(
        cells,
        new MemoryObjectStore(),
        new SystemHost(),
        StoreOptions.DEFAULT.withFounded(founded));
  }

  private JsonNode send(MemoryCells cells, String type, @Nullable String physicalId)
      throws IOException {
    String event =
        """
        {"RequestType":"%s","ResponseURL":"http://127.0.0.1:%d/answer?signed=1","StackId":"stack",
         "RequestId":"r","LogicalResourceId":"Store","PhysicalResourceId":%s,
         "ResourceProperties":{"Table":"t"}}"""
            .formatted(
                type,
                cloudFormation.getAddress().getPort(),
                physicalId == null ? "null" : "\"" + physicalId + "\"");
    new FoundingHandler(store(cells, false), store(cells, true))
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new TestContext());
    return told.getLast();
  }

  @Test
  void creating_the_stack_makes_the_store_and_names_it() throws IOException {
    MemoryCells cells = new MemoryCells();

    JsonNode answer = send(cells, "Create", null);

    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText())
        .isEqualTo(store(cells, true).info().incarnation());
    assertThat(answer.path("StackId").asText()).isEqualTo("stack");
    assertThat(answer.path("RequestId").asText()).isEqualTo("r");
    assertThat(answer.path("LogicalResourceId").asText()).isEqualTo("Store");
    assertThat(types).containsExactly("PUT[]");
  }

  @Test
  void a_store_that_is_there_is_taken_as_it_is() throws IOException {
    MemoryCells cells = new MemoryCells();
    String there = store(cells, false).info().incarnation();

    assertThat(send(cells, "Create", null).path("PhysicalResourceId").asText()).isEqualTo(there);
  }

  @Test
  void an_update_to_a_table_of_the_same_store_passes() throws IOException {
    MemoryCells cells = new MemoryCells();
    String store = send(cells, "Create", null).path("PhysicalResourceId").asText();

    JsonNode answer = send(cells, "Update", store);

    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo(store);
  }

  @Test
  void an_update_to_a_new_table_fails_and_makes_no_store_there() throws IOException {
    MemoryCells empty = new MemoryCells();

    JsonNode answer = send(empty, "Update", "abcdefghijklmnop");

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains("holds no store");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo("abcdefghijklmnop");
    assertThatThrownBy(() -> store(empty, true).info()).isInstanceOf(StoreException.NoStore.class);
  }

  @Test
  void an_update_to_the_table_of_another_store_fails() throws IOException {
    MemoryCells other = new MemoryCells();
    String there = store(other, false).info().incarnation();

    JsonNode answer = send(other, "Update", "abcdefghijklmnop");

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains("another store", there);
  }

  @Test
  void a_delete_deletes_nothing() throws IOException {
    MemoryCells cells = new MemoryCells();
    String store = send(cells, "Create", null).path("PhysicalResourceId").asText();

    assertThat(send(cells, "Delete", store).path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(store(cells, true).info().incarnation()).isEqualTo(store);
  }

  @Test
  void an_answer_that_was_not_taken_is_an_error_so_that_lambda_tries_again() {
    status = 403;

    assertThatThrownBy(() -> send(new MemoryCells(), "Create", null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403");
  }

  @Test
  void a_function_makes_no_store_where_the_stack_does() {
    EventStore store = store(new MemoryCells(), true);

    assertThatThrownBy(store::info).isInstanceOf(StoreException.NoStore.class);
    assertThatThrownBy(() -> store.allEvents().iterator().hasNext())
        .isInstanceOf(StoreException.NoStore.class);
  }
}
