package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.infra.config.ConfigReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/// An app of somebody else's: a store in a stack of theirs, and a consumer that is woken by it and
/// replays from its own token. The how-to shows it; a test synthesizes it.
final class ConsumerStack extends Stack {

  /// @param functions the store's jar
  ConsumerStack(Construct scope, String id, Path functions) {
    super(scope, id);
    EventStoreConstruct orders =
        new EventStoreConstruct(
            this,
            "Orders",
            ConfigReader.of(Map.of("stage", "prod", "name", "orders", "notifications", true)),
            functions);

    Function projector =
        Function.Builder.create(this, "Projector")
            .runtime(Runtime.NODEJS_LATEST)
            .handler("index.handler")
            .code(Code.fromInline("exports.handler = async () => {};"))
            .timeout(Duration.seconds(60))
            .environment(Map.of("EVENTS", orders.url() + "events"))
            .build();
    orders.grantReplay(projector);
    Rule.Builder.create(this, "NewEntries")
        .eventBus(Objects.requireNonNull(orders.bus()))
        .eventPattern(EventPattern.builder().source(List.of("schemeless.event-store")).build())
        .targets(List.of(LambdaFunction.Builder.create(projector).build()))
        .build();
  }
}
