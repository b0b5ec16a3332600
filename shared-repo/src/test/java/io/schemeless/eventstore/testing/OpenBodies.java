package io.schemeless.eventstore.testing;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/// Counts the answers whose bodies are still open.
final class OpenBodies {
  private final AtomicInteger open = new AtomicInteger();

  int count() {
    return open.get();
  }

  HttpExecuteResponse watched(HttpExecuteResponse response) {
    return response
        .responseBody()
        .map(body -> of(response, new Watched(body, open).abortable()))
        .orElse(response);
  }

  /// The same answer, whose connection breaks when half of it was read.
  static HttpExecuteResponse cutShort(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isEmpty()) {
      throw new IOException("connection reset (injected)");
    }
    try (InputStream body = response.responseBody().get()) {
      byte[] all = body.readAllBytes();
      InputStream half = new ByteArrayInputStream(Arrays.copyOf(all, all.length / 2));
      return of(response, AbortableInputStream.create(new SequenceInputStream(half, new Broken())));
    }
  }

  private static HttpExecuteResponse of(HttpExecuteResponse response, AbortableInputStream body) {
    return HttpExecuteResponse.builder()
        .response(response.httpResponse())
        .responseBody(body)
        .build();
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset (injected)");
    }
  }

  private static final class Watched extends FilterInputStream {
    private final AbortableInputStream body;
    private final AtomicInteger open;
    private final AtomicBoolean done = new AtomicBoolean();

    Watched(AbortableInputStream body, AtomicInteger open) {
      super(body);
      this.body = body;
      this.open = open;
      open.incrementAndGet();
    }

    AbortableInputStream abortable() {
      return AbortableInputStream.create(
          this,
          () -> {
            done();
            body.abort();
          });
    }

    private void done() {
      if (done.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
    }

    @Override
    public void close() throws IOException {
      done();
      super.close();
    }
  }
}
