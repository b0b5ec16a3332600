package io.schemeless.eventstore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/concepts/guarantees.md` names tests that there are.
class GuaranteesTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
  private static final Pattern SCENARIO_OR_MUTANT = Pattern.compile("\\*([^*]+)\\*");

  static List<String> guarantees() {
    return House.text(House.ROOT.resolve("docs/concepts/guarantees.md"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| guarantee |"))
        .filter(line -> !line.startsWith("| ---"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("guarantees")
  void every_guarantee_names_tests_that_there_are(String guarantee) {
    String tests = guarantee.substring(guarantee.indexOf(" | "));
    Matcher named = TEST.matcher(tests);
    Matcher quoted = SCENARIO_OR_MUTANT.matcher(tests);

    assertThat(tests).containsPattern(TEST.pattern() + "|" + SCENARIO_OR_MUTANT.pattern());
    while (named.find()) {
      String method = named.group(2) == null ? "class " + named.group(1) : named.group(2) + "(";
      assertThat(sources(file -> file.equals(named.group(1) + ".java")))
          .as(named.group())
          .anySatisfy(source -> assertThat(source).contains(method));
    }
    while (quoted.find()) {
      assertThat(sources(file -> file.matches("\\w*(Scenarios|Mutants)\\.java")))
          .as(quoted.group())
          .anySatisfy(source -> assertThat(source).contains('"' + quoted.group(1) + '"'));
    }
  }

  private static List<String> sources(Predicate<String> file) {
    return House.java("test").stream()
        .filter(path -> file.test(path.getFileName().toString()))
        .map(House::text)
        .toList();
  }
}
