package io.schemeless.eventstore.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The packaged functions with eight requests in one process at once, over one instance of the
/// handler, as Lambda Managed Instances run them; through AWS's own runtime interface client.
class ConcurrentRuntimeTest {
  private static final int AT_ONCE = 8;
  private static final int REQUESTS = 32;
  private static final LocalEnvironment NONE = new LocalEnvironment(Map.of());

  /// What the function answered, and the lines of its log.
  private record Run(List<JsonNode> answers, List<JsonNode> lines) {
    double sum(String metric) {
      return lines.stream().mapToDouble(line -> line.path(metric).asDouble()).sum();
    }
  }

  @Test
  void appends_at_once_are_all_made_and_each_unit_is_told_of_once() throws Exception {
    PackagedFunctions.needTheJar();
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, _ -> {});
        LocalStore store = LocalStore.open(LocalStore.NAME, emulators.endpoints(), NONE)) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        events.add(append("case-" + i % 4, "n-" + i));
      }

      Run run = run(AppendHandler.class, emulators, List.of(), events);

      assertThat(run.answers()).allMatch(answer -> answer.path("statusCode").asInt() == 201);
      assertThat(store.store().allEvents()).hasSize(REQUESTS);
      assertThat(run.lines()).hasSize(REQUESTS);
      assertThat(run.sum("Appends")).isEqualTo(REQUESTS);
      assertThat(run.sum("EventsAppended")).isEqualTo(REQUESTS);
      assertThat(run.lines()).noneMatch(line -> line.path("WriteUnits").asDouble() < 0);
      // The least that an append by itself costs is three; those that meet share a slot and a
      // ticket.
      assertThat(run.sum("WriteUnits")).isGreaterThanOrEqualTo(REQUESTS);
    }
  }

  /// In the memory that the function has in AWS, less what a JVM needs beside its heap.
  @Test
  void the_largest_pages_at_once_fit_the_memory_of_the_function() throws Exception {
    PackagedFunctions.needTheJar();
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, _ -> {});
        LocalStore store = LocalStore.open(LocalStore.NAME, emulators.endpoints(), NONE)) {
      PackagedFunctions.fillLargestPage(store.store());
      String page = PackagedFunctions.largestPage();

      Run run =
          run(
              ReplayHandler.class,
              emulators,
              List.of("-Xmx1415m"),
              Collections.nCopies(AT_ONCE, page));

      assertThat(run.answers())
          .allMatch(answer -> answer.path("statusCode").asInt() == 200)
          .allMatch(answer -> answer.path("body").asText().length() > 5_000_000);
      assertThat(run.sum("Pages")).isEqualTo(AT_ONCE);
    }
  }

  private static Run run(
      Class<?> handler, Emulators emulators, List<String> options, List<String> events)
      throws Exception {
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    List<String> log = new CopyOnWriteArrayList<>();
    try (RuntimeApi api = RuntimeApi.start(signals)) {
      Process process = start(handler, emulators, options, api);
      try {
        Thread lines =
            Thread.ofVirtual()
                .start(
                    () -> {
                      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                      reader.lines().forEach(log::add);
                    });
        // All of them ask for an event before there is one: so there are so many at once.
        int ready = 0;
        while (ready < AT_ONCE) {
          Signal signal = signals.poll(60, TimeUnit.SECONDS);
          assertThat(signal).as(log.toString()).isInstanceOf(Signal.Ready.class);
          ready++;
        }
        events.forEach(api::offer);
        List<JsonNode> answers = new ArrayList<>();
        while (answers.size() < events.size()) {
          Signal signal = signals.poll(60, TimeUnit.SECONDS);
          if (signal instanceof Signal.Answered(_, String body, boolean failed)) {
            assertThat(failed).as(body).isFalse();
            answers.add(Json.parse(body).toNode());
          } else {
            assertThat(signal).as(log.toString()).isInstanceOf(Signal.Ready.class);
          }
        }
        process.destroy();
        lines.join(10_000);
        return new Run(
            answers,
            log.stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> Json.parse(line).toNode())
                .filter(line -> line.has("Function"))
                .toList());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static Process start(
      Class<?> handler, Emulators emulators, List<String> options, RuntimeApi api) {
    Map<String, String> environment =
        new HashMap<>(NONE.ofFunction(LocalStore.NAME, "Function", emulators.endpoints()));
    environment.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(AT_ONCE));
    return Invoker.launch(handler.getName(), options, environment, api.address());
  }

  private static String append(String identifier, String id) {
    return """
        {"version":"2.0","rawPath":"/streams/permit/%s/events","rawQueryString":"",
         "headers":{"content-type":"application/json"},
         "body":"{\\"id\\":\\"%s\\",\\"type\\":\\"t\\",\\"payload\\":1}","isBase64Encoded":false,
         "requestContext":{"stage":"$default","http":{"method":"POST"}}}"""
        .formatted(identifier, id);
  }
}
