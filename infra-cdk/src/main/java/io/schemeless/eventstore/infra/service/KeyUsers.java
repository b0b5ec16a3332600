package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// The services that use a store's key on their own, and so must stand in the key's own policy. A
/// key that is given needs the same; the page of the infrastructure says so.
final class KeyUsers {
  private static final List<String> USE = List.of("kms:Decrypt", "kms:GenerateDataKey*");

  private KeyUsers() {}

  static List<PolicyStatement> of(Construct scope, StoreConfig config) {
    Stack stack = Stack.of(scope);
    List<PolicyStatement> users = new ArrayList<>();
    String groups =
        stack.formatArn(
            ArnComponents.builder()
                .service("logs")
                .resource("log-group")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    users.add(
        statement(
            "Logs",
            ServicePrincipal.Builder.create(
                    "logs." + stack.getRegion() + "." + stack.getUrlSuffix())
                .build(),
            List.of(
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*"),
            Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups))));
    Map<String, Object> own =
        Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()));
    users.add(statement("Alarms", new ServicePrincipal("cloudwatch.amazonaws.com"), USE, own));
    if (config.notifications()) {
      users.add(
          statement(
              "Bus",
              new ServicePrincipal("events.amazonaws.com"),
              List.of("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"),
              own));
    }
    return users;
  }

  private static PolicyStatement statement(
      String id, ServicePrincipal who, List<String> actions, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(id)
        .principals(List.of(who))
        .actions(actions)
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }
}
