package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IAspect;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// Fails the synthesis of a production store whose data a deployment could delete.
public final class RetentionGuard implements IAspect {
  static final Set<String> DATA =
      Set.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key");

  private static final Set<CfnDeletionPolicy> RETAINED =
      EnumSet.of(CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE);

  private RetentionGuard() {}

  public static void over(Construct scope, StoreConfig config) {
    if (config.stage().isProd()) {
      Aspects.of(scope).add(new RetentionGuard());
    }
  }

  @Override
  public void visit(IConstruct node) {
    if (node instanceof CfnResource resource
        && DATA.contains(resource.getCfnResourceType())
        && !RETAINED.contains(resource.getCfnOptions().getDeletionPolicy())) {
      Annotations.of(node).addError("In prod what holds data must be retained.");
    }
  }
}
