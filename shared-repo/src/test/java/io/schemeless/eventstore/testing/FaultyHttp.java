package io.schemeless.eventstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/// The HTTP client below a client of the SDK, with faults; everything above it is the real thing.
public final class FaultyHttp implements SdkHttpClient {
  private final SdkHttpClient real = UrlConnectionHttpClient.create();
  private final Function<Request, HttpFault> faults;
  private final Queue<Request> sent = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> late = new ConcurrentLinkedQueue<>();
  private final OpenBodies bodies = new OpenBodies();
  private volatile boolean closed;

  /// @param faults asked for each request, tries of the SDK included
  public FaultyHttp(Function<Request, HttpFault> faults) {
    this.faults = faults;
  }

  /// @param operation of DynamoDB; of S3 the method and the path
  public record Request(String operation, Map<String, List<String>> headers, String body) {
    public boolean isS3() {
      return operation.contains("/");
    }
  }

  /// Every request so far, in order.
  public List<Request> sent() {
    return List.copyOf(sent);
  }

  public boolean closed() {
    return closed;
  }

  /// How many answers were neither read to their end and closed nor aborted: each holds a
  /// connection.
  public int openBodies() {
    return bodies.count();
  }

  /// Waits for the requests that were late.
  public void awaitLate() throws InterruptedException {
    for (Thread request = late.poll(); request != null; request = late.poll()) {
      request.join();
    }
  }

  /// Gives this client to a client of the SDK, which closes it when it is closed.
  public Builder builder() {
    return new Builder(this);
  }

  public record Builder(FaultyHttp http) implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return http;
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Exchange(request);
  }

  private final class Exchange implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private final ExecutableHttpRequest prepared;
    private final CountDownLatch givenUp = new CountDownLatch(1);

    Exchange(HttpExecuteRequest request) {
      this.request = request;
      this.prepared = real.prepareRequest(request);
    }

    @Override
    public void abort() {
      givenUp.countDown();
      prepared.abort();
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      Request seen =
          new Request(operation(request), request.httpRequest().headers(), body(request));
      sent.add(seen);
      return bodies.watched(
          switch (faults.apply(seen)) {
            case HttpFault.None() -> prepared.call();
            case HttpFault.NotSent() -> throw new IOException("connection refused (injected)");
            case HttpFault.AnswerLost() -> {
              bodyOf(prepared.call());
              throw new IOException("connection reset (injected)");
            }
            case HttpFault.CutShort() -> OpenBodies.cutShort(prepared.call());
            case HttpFault.Unanswered() -> {
              bodyOf(prepared.call());
              await(givenUp);
              throw new IOException("given up (injected)");
            }
            case HttpFault.Late() -> {
              land();
              throw new IOException("given up (injected)");
            }
            case HttpFault.Held(var gate) -> {
              await(gate);
              yield prepared.call();
            }
            case HttpFault.Answered(int status, String body) -> response(status, Map.of(), body);
            case HttpFault.Altered(var change) -> altered(prepared.call(), change);
          });
    }

    /// Carries the request out as soon as it is given up.
    private void land() throws IOException {
      try {
        await(givenUp);
      } finally {
        late.add(
            Thread.startVirtualThread(
                () -> {
                  try {
                    bodyOf(real.prepareRequest(request).call());
                  } catch (IOException e) {
                    // It never lands: that happens, too.
                  }
                }));
      }
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("given up (injected)");
    }
  }

  private static HttpExecuteResponse altered(
      HttpExecuteResponse response, UnaryOperator<String> change) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.httpResponse().headers());
    headers.remove("x-amz-crc32");
    headers.remove("Content-Length");
    String changed = change.apply(bodyOf(response));
    return response(response.httpResponse().statusCode(), headers, changed);
  }

  private static HttpExecuteResponse response(
      int status, Map<String, List<String>> headers, String body) {
    SdkHttpResponse response =
        SdkHttpFullResponse.builder().statusCode(status).headers(headers).build();
    return HttpExecuteResponse.builder()
        .response(response)
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
        .build();
  }

  private static String operation(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElseGet(
            () -> request.httpRequest().method() + " " + request.httpRequest().encodedPath());
  }

  private static String body(HttpExecuteRequest request) {
    return request
        .contentStreamProvider()
        .map(ContentStreamProvider::newStream)
        .map(FaultyHttp::text)
        .orElse("");
  }

  private static String bodyOf(HttpExecuteResponse response) {
    return response.responseBody().map(FaultyHttp::text).orElse("");
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    real.close();
  }
}
