package io.schemeless.eventstore.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// npm's s3rver: an S3 server that stores what it does not know, such as the framing of a chunked
/// upload. It ends when it is closed, and when this process ends.
public final class S3rver implements AutoCloseable {
  private static final NpmPackage PACKAGE = new NpmPackage("s3rver", "3.7.1");
  private static final String SCRIPT =
      """
      import { mkdtempSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      import { join } from 'node:path';
      import S3rver from 's3rver';
      const server = new S3rver({
        address: '127.0.0.1', port: 0, silent: true, directory: mkdtempSync(join(tmpdir(), 's3rver-')),
      });
      console.log((await server.run()).port);
      process.stdin.resume().on('end', () => process.exit(0));
      """;

  private final Process process;
  private final URI endpoint;

  private S3rver(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  public static S3rver start() {
    Path script = PACKAGE.installed().resolve("serve.mjs");
    try {
      Files.writeString(script, SCRIPT);
      Process process = PACKAGE.node(script);
      String port =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (port == null) {
        throw new IllegalStateException("s3rver did not start");
      }
      return new S3rver(process, URI.create("http://127.0.0.1:" + port.strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void configure(S3ClientBuilder client) {
    client
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("S3RVER", "S3RVER")));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
