package io.schemeless.eventstore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every link of a page within the project leads somewhere: to a file or folder that is there, and
/// to a heading that it has. So a class that is moved takes its pages along.
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE =
      Pattern.compile("(?ms)^\\s*(```|~~~).*?^\\s*\\1|(?<!`)(`+)(?!`).+?(?<!`)\\2(?!`)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  static Stream<Path> pages() {
    return House.files(file -> file.toString().endsWith(".md")).stream()
        .map(House.ROOT::relativize);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_of_a_page_leads_somewhere(Path page) {
    String text = CODE.matcher(House.text(House.ROOT.resolve(page))).replaceAll("");
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      if (!link.group(1).matches("[a-z]+:.*") && !leads(page, link.group(1))) {
        broken.add(link.group(1));
      }
    }

    assertThat(broken).isEmpty();
  }

  private static boolean leads(Path page, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path from = House.ROOT.resolve(page);
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    Path target = path.isEmpty() ? from : target(from, decoded).normalize();
    return target.startsWith(House.ROOT)
        && Files.exists(target)
        && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /// A path that starts with a slash is one of the project.
  private static Path target(Path from, String path) {
    return path.startsWith("/") ? House.ROOT.resolve(path.substring(1)) : from.resolveSibling(path);
  }

  /// As hosts of Markdown make them of headings.
  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(House.text(page))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
