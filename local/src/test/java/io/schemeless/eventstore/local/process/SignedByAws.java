package io.schemeless.eventstore.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/// What AWS's own signer makes of a request that came in. It is the older of the two in the SDK, as
/// the newer adds and signs a header that a service like this one does not ask for.
public final class SignedByAws {
  public static final String KEY = "AKIDEXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  public static final String TOKEN = "a+session/token==";
  public static final String REGION = "eu-central-1";

  /// The older signer signs it where it is there; the newer one adds it.
  private static final String BODY_HASH = "x-amz-content-sha256";

  private static final Pattern SIGNED = Pattern.compile("SignedHeaders=([^,]*),");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SignedByAws() {}

  public static void requireSigned(APIGatewayV2HTTPEvent event) {
    assertThat(event.getHeaders().get("authorization"))
        .as(event.getRawPath() + "?" + event.getRawQueryString())
        .isEqualTo(authorization(event));
  }

  /// The `Authorization` that the request should have, with the headers that it says it signed.
  @SuppressWarnings("deprecation") // see above
  public static String authorization(APIGatewayV2HTTPEvent event) {
    Map<String, String> headers = event.getHeaders();
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(event.getRequestContext().getHttp().getMethod()))
            .uri(URI.create("http://" + headers.get("host")))
            .encodedPath(event.getRawPath());
    addParameters(request, event.getRawQueryString());
    Matcher signed = SIGNED.matcher(headers.get("authorization"));
    if (!signed.find()) {
      return "a list of the headers that are signed";
    }
    for (String name : signed.group(1).split(";")) {
      if (!name.equals("host") && (!name.startsWith("x-amz-") || name.equals(BODY_HASH))) {
        request.putHeader(name, headers.get(name));
      }
    }
    if (event.getBody() != null) {
      byte[] body = event.getBody().getBytes(UTF_8);
      request.contentStreamProvider(() -> new ByteArrayInputStream(body));
    }
    Aws4SignerParams parameters =
        Aws4SignerParams.builder()
            .awsCredentials(AwsSessionCredentials.create(KEY, SECRET, TOKEN))
            .signingName("execute-api")
            .signingRegion(Region.of(REGION))
            .signingClockOverride(
                Clock.fixed(DATE.parse(headers.get("x-amz-date"), Instant::from), ZoneOffset.UTC))
            .build();
    return Aws4Signer.create()
        .sign(request.build(), parameters)
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static void addParameters(SdkHttpFullRequest.Builder request, String query) {
    if (query.isEmpty()) {
      return;
    }
    for (String parameter : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      request.appendRawQueryParameter(decoded(pair[0]), decoded(pair[1]));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
