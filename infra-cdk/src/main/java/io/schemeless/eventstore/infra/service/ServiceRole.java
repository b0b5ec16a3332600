package io.schemeless.eventstore.infra.service;

import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// The role of an AWS service that acts on its own, as a schedule or a pipe does. It comes without
/// permissions; who makes it adds them.
///
/// The service assumes it for this account alone. Otherwise somebody else's schedule or pipe that
/// names this role would make the service act for him: the confused deputy.
final class ServiceRole {
  private ServiceRole() {}

  /// Has a resource wait for a role's permissions: some services look at them while they create
  /// what uses the role, and a policy is a resource of its own, which may come later.
  static void before(IConstruct resource, Role role) {
    resource.getNode().addDependency(role);
  }

  /// @param service the principal, as in `pipes.amazonaws.com`
  /// @param description what the role is for, for whoever finds it in the account
  static Role of(Construct scope, String service, String description) {
    return Role.Builder.create(scope, "Role")
        .description(description)
        .assumedBy(
            ServicePrincipal.Builder.create(service)
                .conditions(
                    Map.of(
                        "StringEquals", Map.of("aws:SourceAccount", Stack.of(scope).getAccount())))
                .build())
        .build();
  }
}
