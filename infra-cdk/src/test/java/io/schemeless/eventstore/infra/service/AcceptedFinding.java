package io.schemeless.eventstore.infra.service;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;

/// What cdk-nag finds and we accept, each on one resource and with its reason.
///
/// @param appliesTo the detail of the finding, or none where its rule has none
public record AcceptedFinding(String rule, @Nullable String appliesTo, String path, String reason) {

  public static List<AcceptedFinding> of(StoreConfig config) {
    List<AcceptedFinding> accepted = new ArrayList<>();
    accepted.add(
        new AcceptedFinding(
            "AwsSolutions-S1",
            null,
            "Storage/Bucket/Resource",
            "Only the store's functions may use the bucket, and they are traced and logged"
                + " themselves. Its objects are never changed, and each is checked against its"
                + " digest when it is read."));
    for (FunctionSpec spec : FunctionSpec.ALL) {
      if (!config.has(spec.function())) {
        continue;
      }
      String policy = "Functions/" + spec.id() + "Role/DefaultPolicy/Resource";
      accepted.add(
          new AcceptedFinding(
              "AwsSolutions-IAM5",
              "Resource::*",
              policy,
              "X-Ray knows no resources: its two actions can be allowed on all of them only."));
      accepted.add(
          new AcceptedFinding(
              "AwsSolutions-IAM5",
              "Resource::<StorageBucket5CB7C8EA.Arn>/events/*",
              policy,
              "Objects have random names, so who may use one may use all of this one bucket."));
    }
    return List.copyOf(accepted);
  }

  public String finding() {
    return rule + (appliesTo == null ? "" : "[" + appliesTo + "]") + " " + path;
  }

  public void suppressIn(Stack stack) {
    NagPackSuppression.Builder suppression = NagPackSuppression.builder().id(rule).reason(reason);
    if (appliesTo != null) {
      suppression.appliesTo(List.of(appliesTo));
    }
    NagSuppressions.addResourceSuppressionsByPath(
        stack, "/" + stack.getStackName() + "/" + path, List.of(suppression.build()));
  }
}
