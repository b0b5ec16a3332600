package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.PageHeaders;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.IResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.constructs.Construct;

/// What CloudFront says with each file, so that a browser does no more with it than is meant.
final class SiteHeaders {
  private static final int TRANSPORT_DAYS = 730;

  private final Construct scope;
  private final String connect;

  SiteHeaders(Construct scope, StoreConfig config) {
    this.scope = scope;
    this.connect = "'self' " + api(config);
  }

  /// Where the API may be. The API names the distribution as an origin, so the distribution cannot
  /// name the API that has no domain of its own: it names those of the region, and the pages
  /// themselves say which ([ConsoleFiles#page]); a browser holds both.
  private static String api(StoreConfig config) {
    StoreConfig.Domain domain = config.domain();
    return domain == null
        ? "https://*.execute-api." + Aws.REGION + "." + Aws.URL_SUFFIX
        : "https://" + domain.name();
  }

  IResponseHeadersPolicy ofPages() {
    return policy("PageHeaders", PageHeaders.policy(connect));
  }

  IResponseHeadersPolicy ofReference() {
    return policy("ReferenceHeaders", PageHeaders.referencePolicy(connect));
  }

  private IResponseHeadersPolicy policy(String id, String content) {
    List<ResponseCustomHeader> others = new ArrayList<>();
    PageHeaders.OTHERS.forEach(
        (name, value) ->
            others.add(
                ResponseCustomHeader.builder().header(name).value(value).override(true).build()));
    return ResponseHeadersPolicy.Builder.create(scope, id)
        .securityHeadersBehavior(
            ResponseSecurityHeadersBehavior.builder()
                .contentSecurityPolicy(
                    ResponseHeadersContentSecurityPolicy.builder()
                        .contentSecurityPolicy(content)
                        .override(true)
                        .build())
                .contentTypeOptions(
                    ResponseHeadersContentTypeOptions.builder().override(true).build())
                .frameOptions(
                    ResponseHeadersFrameOptions.builder()
                        .frameOption(HeadersFrameOption.DENY)
                        .override(true)
                        .build())
                .referrerPolicy(
                    ResponseHeadersReferrerPolicy.builder()
                        .referrerPolicy(HeadersReferrerPolicy.NO_REFERRER)
                        .override(true)
                        .build())
                .strictTransportSecurity(
                    ResponseHeadersStrictTransportSecurity.builder()
                        .accessControlMaxAge(Duration.days(TRANSPORT_DAYS))
                        .includeSubdomains(true)
                        .override(true)
                        .build())
                .build())
        .customHeadersBehavior(
            ResponseCustomHeadersBehavior.builder().customHeaders(others).build())
        .build();
  }
}
