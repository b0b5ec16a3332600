package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.service.FunctionCode;
import io.schemeless.eventstore.infra.service.RetentionGuard;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnParametersCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// A production store as one template that CloudFormation takes by itself: what differs from store
/// to store is a parameter, and nobody has to prepare an account for CDK. All else is as the
/// settings' defaults have it.
final class PlainStack extends Stack {

  /// @param release tells the code of one release from that of another: a version is published for
  ///   each
  PlainStack(Construct scope, String release) {
    super(
        scope,
        "EventStore",
        StackProps.builder()
            .description("Schemeless Event Store, a production store (IAM authorization)")
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build());
    CfnParameter name =
        text("StoreName", "Tells the stores of an account apart; the stage is prod", "events");
    name.setAllowedPattern("[a-z][a-z0-9-]{0,19}");
    CfnParameter bucket =
        text(
            "CodeBucket",
            "The bucket, of this region, that the functions' jar was uploaded to",
            null);
    CfnParameter key = text("CodeKey", "The key of the functions' jar in that bucket", null);
    StoreConfig config = ConfigReader.of(Map.of("stage", "prod")).named(name.getValueAsString());
    EventStoreConstruct store =
        new EventStoreConstruct(
            this,
            "Default",
            config,
            new FunctionCode.Uploaded(
                Code.fromCfnParameters(
                    CfnParametersCodeProps.builder()
                        .bucketNameParam(bucket)
                        .objectKeyParam(key)
                        .build()),
                release),
            null);
    alarmEmail(store);
    replayConcurrency(store);
    StoreStack.tell(this, config, store);
    RetentionGuard.over(this, config);
    acceptTagsOfDashboard();
  }

  /// CloudFormation takes tags on a dashboard since 2026, and so do its newest schemas; cfn-lint
  /// 1.51.0 does not know it yet (E3002).
  private void acceptTagsOfDashboard() {
    for (IConstruct node : getNode().findAll()) {
      if (node instanceof CfnDashboard dashboard) {
        dashboard.addMetadata(
            "cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("E3002"))));
      }
    }
  }

  private CfnParameter text(String id, String description, @Nullable String otherwise) {
    CfnParameter.Builder builder =
        CfnParameter.Builder.create(this, id).type("String").description(description);
    return otherwise == null ? builder.build() : builder.defaultValue(otherwise).build();
  }

  private void alarmEmail(EventStoreConstruct store) {
    CfnParameter mail = text("AlarmEmail", "Who is told of alarms; empty for nobody", "");
    CfnSubscription subscription =
        CfnSubscription.Builder.create(this, "AlarmSubscription")
            .topicArn(store.alarmTopic().getTopicArn())
            .protocol("email")
            .endpoint(mail.getValueAsString())
            .build();
    subscription.getCfnOptions().setCondition(unless("HasAlarmEmail", mail, ""));
  }

  private void replayConcurrency(EventStoreConstruct store) {
    CfnParameter reserved =
        CfnParameter.Builder.create(this, "ReplayConcurrency")
            .type("Number")
            .description(
                "Instances reserved for replays, and their limit; 0 for none, as new accounts need it")
            .defaultValue(store.config().concurrency().get(Operation.Function.REPLAY))
            .minValue(0)
            .build();
    String condition = unless("HasReplayConcurrency", reserved, "0").getLogicalId();
    Function replay = store.lambda(Operation.Function.REPLAY);
    ((CfnFunction) replay.getNode().getDefaultChild())
        .addPropertyOverride(
            "ReservedConcurrentExecutions",
            Map.of(
                "Fn::If",
                List.of(
                    condition,
                    Map.of("Ref", reserved.getLogicalId()),
                    Map.of("Ref", "AWS::NoValue"))));
  }

  private CfnCondition unless(String id, CfnParameter parameter, String value) {
    return CfnCondition.Builder.create(this, id)
        .expression(Fn.conditionNot(Fn.conditionEquals(Fn.ref(parameter.getLogicalId()), value)))
        .build();
  }
}
