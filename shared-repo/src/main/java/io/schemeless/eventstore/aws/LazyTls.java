package io.schemeless.eventstore.aws;

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
          _ -> UrlConnectionHttpClient.create(uri -> WholeRequest.open(uri, null, connect, read)));
    }
  }

  private static boolean isProxied(String scheme) {
    return ProxyConfiguration.builder().scheme(scheme).build().host() != null;
  }
}
