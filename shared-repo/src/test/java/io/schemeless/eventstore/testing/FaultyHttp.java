package io.schemeless.eventstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
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
  private final Function<Request, Fault> faults;
  private final Queue<Request> sent = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /// @param faults asked for each request, tries of the SDK included
  public FaultyHttp(Function<Request, Fault> faults) {
    this.faults = faults;
  }

  /// @param operation of DynamoDB; of S3 the method and the path
  public record Request(String operation, Map<String, List<String>> headers, String body) {}

  /// Every request so far, in order.
  public List<Request> sent() {
    return List.copyOf(sent);
  }

  public boolean closed() {
    return closed;
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
    ExecutableHttpRequest prepared = real.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request, prepared);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request, ExecutableHttpRequest prepared)
      throws IOException {
    Request seen = new Request(operation(request), request.httpRequest().headers(), body(request));
    sent.add(seen);
    return switch (faults.apply(seen)) {
      case Fault.None() -> prepared.call();
      case Fault.NotSent() -> throw new IOException("connection refused (injected)");
      case Fault.AnswerLost() -> {
        bodyOf(prepared.call());
        throw new IOException("connection reset (injected)");
      }
      case Fault.Answered(int status, String body) -> response(status, Map.of(), body);
      case Fault.Altered(var change) -> {
        HttpExecuteResponse response = prepared.call();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.httpResponse().headers());
        headers.remove("x-amz-crc32");
        headers.remove("Content-Length");
        String changed = change.apply(bodyOf(response));
        yield response(response.httpResponse().statusCode(), headers, changed);
      }
    };
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
