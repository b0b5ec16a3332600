package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// What the API writes down of each request: who, which route, how it went. No path, no query and
/// no body: they hold what customers wrote.
final class AccessLog {
  /// API Gateway writes by a policy of CloudWatch Logs that the services of a region share and that
  /// holds 5,120 characters. Each group of another name adds itself to it, until a deployment finds
  /// it full; the groups that start so are all in it by one line ("Logs sent to CloudWatch Logs" in
  /// the user guide of CloudWatch Logs).
  private static final String VENDED = "/aws/vendedlogs/";

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

  /// Who it was, where tokens say it.
  private static final List<String> OF_TOKENS =
      List.of("authorizer.claims.sub", "authorizer.claims.client_id", "authorizer.claims.azp");

  private AccessLog() {}

  static CfnStage.AccessLogSettingsProperty of(
      Construct scope, StoreConfig config, Storage storage) {
    LogGroup logs = StoreLogs.of(scope, "AccessLogs", config, storage, vended(config, ""));
    return CfnStage.AccessLogSettingsProperty.builder()
        .destinationArn(logs.getLogGroupArn())
        .format(format(config))
        .build();
  }

  /// A name that the shared policy covers.
  ///
  /// @param kind tells the store's groups apart
  static String vended(StoreConfig config, String kind) {
    return VENDED + "event-store-" + config.id() + kind + "-" + stackMark();
  }

  /// The last twelve digits of the stack's own id, which no other stack has, the one of before
  /// neither: the group that a deleted or failed stack retained is in the way of none.
  private static String stackMark() {
    String uuid = Fn.select(2, Fn.split("/", Aws.STACK_ID));
    return Fn.select(4, Fn.split("-", uuid));
  }

  private static String format(StoreConfig config) {
    Stream<String> fields =
        config.auth() instanceof StoreConfig.Auth.Jwt
            ? Stream.concat(FIELDS.stream(), OF_TOKENS.stream())
            : FIELDS.stream();
    return fields
        .map(field -> "\"" + field + "\":\"$context." + field + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
