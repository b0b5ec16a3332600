package io.schemeless.eventstore.local.remote;

import io.schemeless.eventstore.client.RequestSigner;
import io.schemeless.eventstore.local.UserError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/// Signs by AWS's own signer, as whom the usual places of credentials say.
final class AwsSigner implements RequestSigner {
  private static final String SERVICE = "execute-api";

  /// What the HTTP client sets by itself.
  private static final Set<String> NOT_TO_SET = Set.of("host", "content-length");

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final String region;

  AwsSigner(@Nullable String profile, String region) {
    this(
        profile == null
            ? DefaultCredentialsProvider.builder().build()
            : DefaultCredentialsProvider.builder().profileName(profile).build(),
        region);
  }

  AwsSigner(AwsCredentialsProvider credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  @Override
  public Map<String, String> sign(Unsigned request) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    request.headers().forEach(unsigned::putHeader);
    SignedRequest signed;
    try {
      signed =
          signer.sign(
              sign ->
                  sign.identity(credentials.resolveCredentials())
                      .request(unsigned.build())
                      .payload(ContentStreamProvider.fromByteArray(request.body()))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    } catch (SdkClientException e) {
      throw new UserError("no AWS credentials: " + e.getMessage(), e);
    }
    Map<String, String> added = new HashMap<>();
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!request.headers().containsKey(name)
                  && !NOT_TO_SET.contains(name.toLowerCase(Locale.ROOT))) {
                added.put(name, String.join(",", values));
              }
            });
    return added;
  }
}
