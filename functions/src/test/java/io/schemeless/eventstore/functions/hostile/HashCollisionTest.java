package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.TestContext;
import io.schemeless.eventstore.functions.hostile.harness.InvokedFunctions;
import io.schemeless.eventstore.functions.hostile.harness.SeededHost;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.http.Operation.Function;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that are chosen so that they hash alike slow down nobody: with 33 or 31 for each
/// character, two pairs of letters count the same.
class HashCollisionTest {
  private final InvokedFunctions functions =
      InvokedFunctions.on(MemoryEventStore.create(), new SeededHost(1));

  @ParameterizedTest
  @ValueSource(strings = {"Ab,BA", "Aa,BB"})
  void names_that_hash_alike_break_neither_their_own_request_nor_later_ones(String pair)
      throws IOException {
    for (int names : new int[] {140, 300, 3_000}) {
      String body = "{\"type\":\"t\",\"payload\":" + object(pair.split(","), names) + "}";
      HostileEvent append =
          HostileEvent.request("POST", "/streams/d/events", "")
              .header("content-type", "application/json")
              .body(body);

      assertThat(status(Function.APPEND, append)).isEqualTo(201);
      assertThat(status(Function.REPLAY, HostileEvent.request("GET", "/events", "")))
          .isEqualTo(200);
    }
  }

  private int status(Function function, HostileEvent event) throws IOException {
    return Reply.read(functions.call(function, event.text(), new TestContext())).status();
  }

  private static String object(String[] pair, int names) {
    return IntStream.range(0, names)
        .mapToObj(
            name ->
                IntStream.range(0, 12)
                    .mapToObj(bit -> pair[name >> bit & 1])
                    .collect(Collectors.joining("", "\"", "\":0")))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
