package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import io.schemeless.eventstore.bench.task.TaskJson;
import io.schemeless.eventstore.local.ChildEnvironment;
import io.schemeless.eventstore.local.UserError;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A driver, by its standard input and output.
final class DriverProcess implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 10;

  private final Process process;
  private final BufferedWriter tasks;
  private final BufferedReader answers;

  private DriverProcess(Process process) {
    this.process = process;
    this.tasks = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static DriverProcess start(List<String> command, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(ChildEnvironment::isOfTheShell);
    try {
      return new DriverProcess(builder.start());
    } catch (IOException e) {
      throw new UserError("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /// Does a task and waits for its end.
  synchronized TaskAnswer run(Task task) {
    try {
      tasks.write(TaskJson.write(task));
      tasks.newLine();
      tasks.flush();
      String line = answers.readLine();
      return line == null
          ? TaskAnswer.failed("the driver has ended")
          : TaskJson.read(line, TaskAnswer.class);
    } catch (IOException e) {
      return TaskAnswer.failed("the driver has ended: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      tasks.close();
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
