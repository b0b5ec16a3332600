package io.schemeless.eventstore.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Answers every request with the same body, and no network.
///
/// @param body of the answer, whose status is 200
record CannedHttpClient(String body) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (request.contentStreamProvider().isPresent()) {
          drain(request.contentStreamProvider().get());
        }
        return answer();
      }

      @Override
      public void abort() {}
    };
  }

  private static void drain(ContentStreamProvider content) throws IOException {
    try (var stream = content.newStream()) {
      byte[] unused = stream.readAllBytes();
    }
  }

  private HttpExecuteResponse answer() {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("content-length", Integer.toString(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  @Override
  public String clientName() {
    return "canned";
  }

  @Override
  public void close() {}
}
