package io.schemeless.eventstore.local.remote;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.remote.TextPages.TextPage;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one page that is asked for before it is needed.
final class Ahead implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("ahead").factory());
  private @Nullable Future<TextPage> asked;

  void ask(Supplier<TextPage> page) {
    asked = thread.submit(page::get);
  }

  boolean isAsked() {
    return asked != null;
  }

  TextPage take() {
    Future<TextPage> page = Objects.requireNonNull(asked);
    asked = null;
    try {
      return page.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
