package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// What the API writes down of each request: who, which route, how it went. No path, no query and
/// no body: they hold what customers wrote.
final class AccessLog {
  private static final List<String> FIELDS =
      List.of(
          "requestId",
          "requestTimeEpoch",
          "identity.sourceIp",
          "identity.userArn",
          "routeKey",
          "status",
          "protocol",
          "responseLength",
          "responseLatency",
          "integrationLatency",
          "integration.requestId",
          "integration.status",
          "error.responseType",
          "authorizer.error");

  private AccessLog() {}

  static CfnStage.AccessLogSettingsProperty of(Construct scope, StoreConfig config) {
    LogGroup logs =
        LogGroup.Builder.create(scope, "AccessLogs")
            .retention(config.stage().logs())
            .removalPolicy(config.stage().removal())
            .build();
    return CfnStage.AccessLogSettingsProperty.builder()
        .destinationArn(logs.getLogGroupArn())
        .format(format())
        .build();
  }

  private static String format() {
    return FIELDS.stream()
        .map(field -> "\"" + field + "\":\"$context." + field + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
