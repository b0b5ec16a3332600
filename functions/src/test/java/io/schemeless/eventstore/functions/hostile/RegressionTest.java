package io.schemeless.eventstore.functions.hostile;

import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.Exchange;
import io.schemeless.eventstore.functions.hostile.judge.Judge;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.http.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Events that broke a function once, kept as files. A file's name starts with the function that it
/// goes to.
class RegressionTest {
  static final Path FOLDER = Path.of("src", "test", "resources", "hostile");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void an_event_that_broke_a_function_once_does_not_again(Path file) throws IOException {
    // given
    String name = file.getFileName().toString();
    HostileEvent event = HostileEvent.parse(Files.readString(file));
    try (FuzzTarget target = FuzzTarget.inMemory(1)) {
      // when
      Exchange exchange =
          target.send(event, Operation.Function.valueOf(name.substring(0, name.indexOf('-'))));

      // then
      Judge.judge(exchange);
    }
  }
}
