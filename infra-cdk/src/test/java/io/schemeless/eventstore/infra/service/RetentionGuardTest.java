package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.infra.Synth;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.s3.Bucket;

class RetentionGuardTest {

  @Test
  void a_production_bucket_that_would_be_deleted_is_an_error() {
    App app = Synth.app(Synth.context("prod"));
    Stack stack = Synth.stack(app);
    Bucket.Builder.create(stack, "Careless").removalPolicy(RemovalPolicy.DESTROY).build();

    assertThatCode(
            () ->
                Annotations.fromStack(stack)
                    .hasError(
                        "/event-store-events-prod/Careless/Resource",
                        Match.stringLikeRegexp("must be retained")))
        .doesNotThrowAnyException();
  }

  @Test
  void a_production_store_as_it_is_has_no_error() {
    Stack stack = Synth.stack(Synth.app(Synth.context("prod", "customerKey=true")));

    assertThatCode(() -> Annotations.fromStack(stack).hasNoError("*", Match.anyValue()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Annotations.fromStack(stack).hasError("*", Match.anyValue()))
        .isNotNull();
  }
}
