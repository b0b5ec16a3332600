package io.schemeless.eventstore.log;

import java.util.concurrent.Callable;

/// Gives a lambda the type of a task.
final class Tasks {
  private Tasks() {}

  static <T> Callable<T> of(Callable<T> task) {
    return task;
  }
}
