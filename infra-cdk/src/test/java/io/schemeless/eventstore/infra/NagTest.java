package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.service.AcceptedFinding;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class NagTest {
  private static final Pattern RULE = Pattern.compile("^(\\S+?(?:\\[[^\\]]*\\])?):? ");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sandbox",
        "sandbox,customerKey=true",
        "prod",
        "prod,notifications=true,readCapacity=5-50,writeCapacity=5-50",
        "prod,jwtIssuer=https://issuer.example.com,jwtAudience=events,alarmEmail=a@example.com"
      })
  void cdk_nag_finds_what_is_accepted_and_nothing_else(String settings) {
    Stack stack = stack(settings);

    assertThat(findings(stack))
        .containsExactlyInAnyOrderElementsOf(
            accepted(stack).stream().map(AcceptedFinding::finding).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "prod"})
  void no_finding_is_left_unsuppressed(String settings) {
    Stack stack = stack(settings);
    accepted(stack).forEach(accepted -> accepted.suppressIn(stack));

    assertThat(findings(stack)).isEmpty();
  }

  private static Stack stack(String settings) {
    String[] parts = settings.split(",");
    String[] options = Stream.of(parts).skip(1).toArray(String[]::new);
    Stack stack = Synth.stack(Synth.app(Synth.context(parts[0], options)));
    Aspects.of(stack).add(new AwsSolutionsChecks());
    return stack;
  }

  private static List<AcceptedFinding> accepted(Stack stack) {
    return AcceptedFinding.of(ConfigReader.read(stack.getNode()));
  }

  private static List<String> findings(Stack stack) {
    Annotations annotations = Annotations.fromStack(stack);
    TreeSet<String> found = new TreeSet<>();
    Stream.of(
            annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")),
            annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")))
        .flatMap(List::stream)
        .forEach(
            message -> {
              String text = String.valueOf(message.getEntry().getData());
              Matcher rule = RULE.matcher(text);
              String path = message.getId().replace("/" + stack.getStackName() + "/", "");
              found.add((rule.find() ? rule.group(1) : text) + " " + path);
            });
    return List.copyOf(found);
  }
}
