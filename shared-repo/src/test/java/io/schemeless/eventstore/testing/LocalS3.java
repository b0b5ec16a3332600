package io.schemeless.eventstore.testing;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// An S3 server in memory.
final class LocalS3 {
  static final URI ENDPOINT = start();

  private LocalS3() {}

  private static URI start() {
    try {
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(new TransientNio2BlobStore())
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", "local")
              .build();
      server.start();
      return URI.create("http://127.0.0.1:" + server.getPort());
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not start", e);
    }
  }
}
