package io.schemeless.eventstore.local.emulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.jspecify.annotations.Nullable;

/// An S3 server in this process, on a free port of 127.0.0.1.
public final class S3Server implements AutoCloseable {
  private final S3Proxy proxy;

  private S3Server(S3Proxy proxy) {
    this.proxy = proxy;
  }

  /// @param directory an existing directory to keep the objects in, or none to keep them in memory
  public static S3Server start(@Nullable Path directory) {
    Properties properties = new Properties();
    if (directory != null) {
      // With a relative one, lists come back empty.
      properties.setProperty(
          "jclouds.filesystem.basedir", directory.toAbsolutePath().normalize().toString());
    }
    String provider = directory == null ? "transient-nio2" : "filesystem-nio2";
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(BlobStores.create(provider, properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.NONE, "", "")
            .ignoreUnknownHeaders(true)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not start", e);
    }
    return new S3Server(proxy);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not stop", e);
    }
  }
}
