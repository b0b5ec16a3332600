package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import io.schemeless.eventstore.infra.service.AcceptedFinding;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// cdk-nag's packs, each finding of which is accepted with its reason, or gone by a setting.
class NagTest {
  private static final String PACKS =
      "(AwsSolutions|Serverless|NIST\\.800\\.53\\.R5|HIPAA\\.Security|PCI\\.DSS\\.321)-.*";
  private static final Pattern RULE = Pattern.compile("^(\\S+?(?:\\[[^\\]]*\\])?):? ");
  private static final String ALL_SETTINGS =
      "prod,customerKey=true,backupDays=35,appendConcurrency=50,streamsConcurrency=50";
  private static final List<String> STORES =
      List.of(
          "sandbox,console=true",
          ALL_SETTINGS,
          "prod,notifications=true,readCapacity=5-50,writeCapacity=5-50,backupDays=35,rollout=canary",
          "prod,console=true,jwtIssuer=https://issuer.example.com,jwtAudience=events,alarmEmail=a@example.com");
  private static final Map<String, List<String>> FOUND = new ConcurrentHashMap<>();

  static List<String> stores() {
    return STORES;
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_is_found_is_accepted(String settings) {
    assertThat(found(settings))
        .allSatisfy(
            finding ->
                assertThat(AcceptedFinding.ALL)
                    .filteredOn(each -> each.accepts(finding))
                    .hasSize(1));
  }

  @Test
  void what_is_accepted_is_found_somewhere() {
    List<String> found = STORES.stream().flatMap(store -> found(store).stream()).toList();

    assertThat(AcceptedFinding.ALL).allSatisfy(each -> assertThat(found).anyMatch(each::accepts));
  }

  @Test
  void a_setting_that_fixes_a_finding_does() {
    assertThat(AcceptedFinding.ALL)
        .filteredOn(each -> each.fixedBy() != null)
        .hasSize(3)
        .allSatisfy(each -> assertThat(found(ALL_SETTINGS)).noneMatch(each::accepts));
  }

  private static List<String> found(String settings) {
    return FOUND.computeIfAbsent(settings, each -> findings(stack(each)));
  }

  private static Stack stack(String settings) {
    String[] parts = settings.split(",");
    String[] options = Stream.of(parts).skip(1).toArray(String[]::new);
    Stack stack = Synth.stack(Synth.app(Synth.context(parts[0], options)));
    Aspects.of(stack).add(new AwsSolutionsChecks());
    Aspects.of(stack).add(new ServerlessChecks());
    Aspects.of(stack).add(new NIST80053R5Checks());
    Aspects.of(stack).add(new HIPAASecurityChecks());
    Aspects.of(stack).add(new PCIDSS321Checks());
    return stack;
  }

  private static List<String> findings(Stack stack) {
    Annotations annotations = Annotations.fromStack(stack);
    TreeSet<String> found = new TreeSet<>();
    Stream.of(
            annotations.findError("*", Match.stringLikeRegexp(PACKS)),
            annotations.findWarning("*", Match.stringLikeRegexp(PACKS)))
        .flatMap(List::stream)
        .forEach(
            message -> {
              String text = String.valueOf(message.getEntry().getData());
              Matcher rule = RULE.matcher(text);
              String path = message.getId().replace("/" + stack.getStackName() + "/Default/", "");
              found.add((rule.find() ? rule.group(1) : text) + " " + path);
            });
    return List.copyOf(found);
  }
}
