package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.schemeless.eventstore.infra.config.ConfigException;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;

/// No name and no text of a template is one that only a deployment would refuse.
class PhysicalNamesTest {
  private static final String NAME = "n".repeat(20);
  private static final String LABEL = "d".repeat(63);
  private static final String DOMAIN = (LABEL + ".").repeat(3) + "d".repeat(57) + ".com";
  private static final String CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/";
  private static final String ISSUER = "https://";
  private static final String AUDIENCES = String.join(",", Collections.nCopies(50, "audience"));
  private static final String CRON = longCron("10,");
  private static final String MAIL =
      "m".repeat(64) + "@" + (LABEL + ".").repeat(2) + "d".repeat(57) + ".com";

  /// Of each setting the longest value that it takes, and one character more.
  static List<Arguments> longest() {
    return List.of(
        arguments("name", NAME, NAME + "n", "up to 19"),
        arguments("table", "t".repeat(255), "t".repeat(256), "255"),
        arguments("bucket", "b".repeat(63), "b".repeat(64), "63"),
        arguments("jwtScopePrefix", "s".repeat(100), "s".repeat(101), "100"),
        arguments("domainName", DOMAIN, DOMAIN.replace(".com", "d.com"), "253"),
        arguments(
            "certificateArn", filled(CERTIFICATE, 2_048), filled(CERTIFICATE, 2_049), "2,048"),
        arguments("jwtIssuer", filled(ISSUER, 2_048), filled(ISSUER, 2_049), "2,048"),
        arguments("jwtAudience", AUDIENCES, AUDIENCES + ",one", "50"),
        arguments("alarmEmail", MAIL, MAIL + "m", "254"),
        arguments("resetCron", CRON, longCron("1,1,"), "250"));
  }

  private static final Set<Map.Entry<String, String>> PAIRS =
      Set.of(
          Map.entry("domainName", "certificateArn=" + CERTIFICATE + "1"),
          Map.entry("certificateArn", "domainName=a.example.com"),
          Map.entry("jwtIssuer", "jwtAudience=a"),
          Map.entry("jwtAudience", "jwtIssuer=https://i.example.com"));

  static List<Resources> stores() {
    return List.of(
        Synth.sandbox(),
        Synth.prod(),
        Synth.sandbox(
            "name=" + NAME,
            "customerKey=true",
            "notifications=true",
            "console=true",
            "resetCron=" + CRON,
            "alarmEmail=" + MAIL),
        Synth.prod(
            "name=" + NAME,
            "table=" + "t".repeat(255),
            "domainName=" + DOMAIN,
            "certificateArn=" + filled(CERTIFICATE, 2_048),
            "jwtIssuer=" + filled(ISSUER, 2_048),
            "jwtAudience=" + AUDIENCES,
            "alarmEmail=" + MAIL));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void every_name_is_one_that_aws_takes(Resources store) {
    TemplateNames names = new TemplateNames(store);

    for (PublishedBound bound : PublishedBound.ALL) {
      assertThat(names.of(bound)).as(bound.toString()).allMatch(bound::allows);
    }
  }

  @Test
  void every_property_that_names_something_has_its_published_bound() {
    Set<String> known =
        PublishedBound.ALL.stream().map(b -> b.type() + b.property()).collect(Collectors.toSet());
    Set<String> found = new HashSet<>();
    stores().forEach(store -> found.addAll(new TemplateNames(store).naming()));

    assertThat(known).containsAll(found);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void tags_and_the_stack_are_what_aws_takes(Resources store) {
    assertThat(store.template().findValues("Tags"))
        .isNotEmpty()
        .flatExtracting(tags -> tags.isArray() ? tags.findValuesAsText("Value") : List.of())
        .allMatch(value -> value.toString().matches("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}"));
    assertThat(store.template().path("Description").asText()).hasSizeLessThanOrEqualTo(1_024);
  }

  @ParameterizedTest
  @MethodSource("longest")
  void a_longest_value_is_taken_and_one_more_is_refused_in_one_line(
      String setting, String most, String more, String told) throws IOException {
    String other =
        PAIRS.stream()
            .filter(pair -> pair.getKey().equals(setting))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("customerKey=false");

    assertThat(read(setting + "=" + most, other)).isNotNull();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(setting + "=" + more, other))
        .withMessageMatching("The setting " + setting + " must be [^\\n]+\\.")
        .withMessageNotContaining("\n");
    assertThat(row(setting)).as("what the page tells").contains(told);
  }

  @Test
  void a_stack_name_fits_the_longest_store() {
    Stack stack = Synth.stack(Synth.app(Synth.context("sandbox", "name=" + NAME)));

    assertThat(stack.getStackName()).matches("[A-Za-z][A-Za-z0-9-]{0,127}");
  }

  private static StoreConfig read(String... options) {
    return ConfigReader.read(Synth.app(Synth.context("sandbox", options)).getNode());
  }

  private static String row(String setting) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("../docs/reference/infrastructure.md"))) {
      return lines
          .filter(line -> line.startsWith("| `") && line.contains("`" + setting + "`"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String filled(String start, int length) {
    return start + "x".repeat(length - start.length());
  }

  /// An expression of 250 characters: a list of minutes may be as long as one likes.
  private static String longCron(String first) {
    return first + "10,".repeat(78) + "10 03 * * ? *";
  }
}
