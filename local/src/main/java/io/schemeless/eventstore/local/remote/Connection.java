package io.schemeless.eventstore.local.remote;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RequestSigner;
import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Where a store is, and who asks it.
///
/// @param url of the store
/// @param awsProfile whose credentials sign, none for those of the environment
/// @param region to sign for; none where it can be told
/// @param token sent in place of a signature
/// @param tokenFile where the token is read anew at each request
public record Connection(
    URI url,
    @Nullable String awsProfile,
    @Nullable String region,
    @Nullable String token,
    @Nullable Path tokenFile) {
  private static final Pattern IN_AWS =
      Pattern.compile("[^.]+\\.execute-api\\.([^.]+)\\.amazonaws\\.com(\\.cn)?");

  /// @throws UserError if it is no address of a store
  public static URI url(String text) {
    try {
      URI url = URI.create(text.strip());
      if (url.getHost() != null
          && url.getQuery() == null
          && url.getScheme() != null
          && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new UserError("not a URL: " + text, e);
    }
    throw new UserError("not an http or https URL: " + text);
  }

  /// Whether requests are signed: for a host of API Gateway, and where profile or region say so.
  boolean isSigned() {
    return token == null
        && tokenFile == null
        && (awsProfile != null || region != null || IN_AWS.matcher(url.getHost()).matches());
  }

  public EventStoreClient open() {
    return open(RetryPolicy.DEFAULT);
  }

  public EventStoreClient open(RetryPolicy retries) {
    HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (isHere()) {
      http.proxy(HttpClient.Builder.NO_PROXY);
    }
    return EventStoreClient.builder(url).http(http).signer(signer()).retries(retries).build();
  }

  private boolean isHere() {
    String host = url.getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }

  private RequestSigner signer() {
    if (tokenFile != null) {
      return RequestSigner.bearer(() -> read(tokenFile));
    }
    if (token != null) {
      return RequestSigner.bearer(() -> token);
    }
    return isSigned() ? new AwsSigner(awsProfile, signingRegion()) : RequestSigner.NONE;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UserError("cannot read the token in " + file, e);
    }
  }

  /// The region that is signed for: as given, as the host says, or as every AWS tool finds it.
  String signingRegion() {
    if (region != null) {
      return region;
    }
    Matcher host = IN_AWS.matcher(url.getHost());
    if (host.matches()) {
      return host.group(1);
    }
    try {
      return DefaultAwsRegionProviderChain.builder()
          .profileName(awsProfile)
          .build()
          .getRegion()
          .id();
    } catch (SdkClientException e) {
      throw new UserError("no region to sign for; give --region", e);
    }
  }
}
