package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import io.schemeless.eventstore.bench.task.TaskJson;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A process that does tasks: one a line on standard input, its answer one on standard output. It
/// ends with its input. Arguments: what it drives, and the endpoints of DynamoDB and S3.
public final class DriverMain {
  private final String kind;
  private final Emulators.Endpoints endpoints;
  private final Map<String, Subject> subjects = new HashMap<>();
  private final Map<String, List<NewEvent>> files = new HashMap<>();

  private DriverMain(String kind, Emulators.Endpoints endpoints) {
    this.kind = kind;
    this.endpoints = endpoints;
  }

  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    if (args[0].equals("http")) {
      // The handlers log there whatever they refuse; the answers have it.
      System.setErr(System.out);
    }
    DriverMain driver =
        new DriverMain(args[0], new Emulators.Endpoints(URI.create(args[1]), URI.create(args[2])));
    BufferedReader tasks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
      answers.println(TaskJson.write(driver.answer(TaskJson.read(line, Task.class))));
      answers.flush();
    }
    driver.subjects.values().forEach(Subject::close);
    System.exit(0);
  }

  private TaskAnswer answer(Task task) {
    try {
      Subject subject = subjects.computeIfAbsent(task.store(), this::open);
      return switch (task.kind()) {
        case APPEND, TAGGED, UNIQUE -> new AppendTask(subject, task, events(task)).run();
        case READ -> ReadTasks.stream(subject, task, events(task));
        case REPLAY -> ReadTasks.replay(subject, task);
        case TAIL -> ReadTasks.tail(subject, task, events(task));
      };
    } catch (UnsupportedOperationException e) {
      return TaskAnswer.cannot();
    } catch (RuntimeException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      return TaskAnswer.failed(String.valueOf(why));
    }
  }

  private Subject open(String store) {
    return switch (kind) {
      case "library" -> LibrarySubject.onEmulators(store, endpoints);
      case "http" -> new HttpSubject(store, endpoints);
      case "memory" -> LibrarySubject.inMemory();
      case "floor-1" -> new FloorSubject("puts-" + store, 1, endpoints);
      case "floor-3" -> new FloorSubject("puts-" + store, 3, endpoints);
      case "floor-query" -> new QuerySubject("query-" + store, endpoints);
      default -> throw new IllegalArgumentException("no subject " + kind);
    };
  }

  private List<NewEvent> events(Task task) {
    return files.computeIfAbsent(task.events(), DriverMain::read);
  }

  private static List<NewEvent> read(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .map(line -> JsonText.parse(line, parser -> EventJson.readNew(parser, null)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
