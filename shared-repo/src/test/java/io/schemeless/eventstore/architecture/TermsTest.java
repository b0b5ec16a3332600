package io.schemeless.eventstore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The glossary has every word that the name of a public type is made of, and no two types of the
/// house have one name.
class TermsTest {
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?m)^ *public (?:(?:static|final|abstract|sealed|non-sealed) )*"
              + "(?:class|record|interface|enum|@interface) (\\w+)");
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z]*[0-9]*");

  @Test
  void each_word_of_a_public_type_s_name_is_in_the_glossary() {
    String page = House.text(House.ROOT.resolve("docs/concepts/terms.md"));
    Set<String> terms =
        Stream.of(page.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).collect(Collectors.toSet());
    Set<String> unexplained = new TreeSet<>();
    for (Path file : House.java("main")) {
      Matcher type = PUBLIC.matcher(House.text(file));
      while (type.find()) {
        words(type.group(1))
            .filter(word -> !terms.contains(word))
            .forEach(word -> unexplained.add(word + " in " + type.group(1)));
      }
    }

    assertThat(unexplained).isEmpty();
  }

  private static Stream<String> words(String name) {
    return WORD.matcher(name).results().map(word -> word.group().toLowerCase(Locale.ROOT));
  }

  @Test
  void no_two_types_have_one_name() {
    TreeMap<String, List<Path>> byName =
        Stream.concat(House.java("main").stream(), House.java("test").stream())
            .map(House.ROOT::relativize)
            .collect(
                Collectors.groupingBy(
                    file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
    byName.remove("RoomsTest.java"); // each module holds its own rooms
    byName.values().removeIf(files -> files.size() == 1);

    assertThat(byName).isEmpty();
  }
}
