package io.schemeless.eventstore.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The SDK's client on the JDK's connections, but with TLS as the JDK has it: once a process, and
/// at the first connection that needs it. The SDK's own constructor reads every certificate
/// authority for each client that is made.
final class LazyTls {
  private LazyTls() {}

  /// Behind a proxy it is the SDK's client as it is, as only that one knows the environment's
  /// settings and the proxy's credentials.
  static void use(SdkSyncClientBuilder<?, ?> builder, Duration connect, Duration read) {
    if (isProxied("https") || isProxied("http")) {
      builder.httpClientBuilder(
          UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(read));
    } else {
      builder.httpClientBuilder(
          _ -> UrlConnectionHttpClient.create(uri -> connection(uri, connect, read)));
    }
  }

  private static boolean isProxied(String scheme) {
    return ProxyConfiguration.builder().scheme(scheme).build().host() != null;
  }

  private static HttpURLConnection connection(URI uri, Duration connect, Duration read) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) connect.toMillis());
      connection.setReadTimeout((int) read.toMillis());
      connection.setInstanceFollowRedirects(false);
      return new WholeRequest(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
