package io.schemeless.eventstore.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages do what they say: their commands are run, and their code is the code that runs.
class TutorialTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String TUTORIAL = "docs/tutorial/projection-in-java.md";

  private static List<String> blocks(String page, String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void the_commands_of_the_tutorial_make_the_totals_and_the_chart(@TempDir Path folder)
      throws Exception {
    assumeTools("curl", "jq", "gzip", "split");
    for (String name : List.of("clients", "events-samples")) {
      Files.createSymbolicLink(folder.resolve(name), ROOT.resolve(name));
    }
    // The store is served already, and what would be built is.
    for (String name : List.of("eventstore", "mvn")) {
      Path command = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
      assertThat(command.toFile().setExecutable(true)).isTrue();
    }
    try (ServedLog served = new ServedLog()) {
      String script =
          String.join("\n", blocks(TUTORIAL, "sh"))
              .replace("localhost:8787", served.url().getAuthority());
      assertThat(script).contains("./eventstore local", served.url().toString());

      String output = run(script, folder);

      assertThat(output).containsPattern("(?m)^ +[0-9]+ Confirmation of receipt$");
      long cases =
          Pattern.compile("(?m)^ *([0-9]+) ")
              .matcher(output)
              .results()
              .mapToLong(count -> Long.parseLong(count.group(1)))
              .sum();
      assertThat(cases).isPositive().isEqualTo(cases(served));
      assertThat(folder.resolve("status.svg")).content().startsWith("<svg ");
    } finally {
      for (String name : List.of("clients", "events-samples")) {
        Files.delete(folder.resolve(name));
      }
    }
  }

  /// How many streams the store has.
  private static long cases(ServedLog served) {
    return served.store.listStreams("permit", null, 1_000).streams().size();
  }

  private static String run(String script, Path folder) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", "set -e\n" + script);
    Map<String, String> environment = shell.environment();
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("proxy"));
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.put("PATH", folder + ":" + java + ":" + System.getenv("PATH"));
    Process process = shell.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void the_pages_show_the_code_that_runs() throws Exception {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    List<String> shown =
        blocks(TUTORIAL, "java").stream().filter(block -> !block.contains("start()")).toList();
    List<String> specs =
        blocks("docs/how-to/test-deciders.md", "java").stream()
            .filter(block -> block.startsWith("permit\n"))
            .toList();

    assertThat(shown).hasSize(4);
    assertThat(specs).hasSize(1);
    assertThat(shown).allSatisfy(block -> assertThat(flat(code)).contains(flat(block)));
    assertThat(statements(specs.getFirst()))
        .allSatisfy(each -> assertThat(flat(code)).contains(each));
  }

  private static List<String> statements(String block) {
    return Pattern.compile("[^;]+;")
        .matcher(flat(block))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /// Without the white space that a formatter moves.
  private static String flat(CharSequence text) {
    return text.toString().replaceAll("\\s+", "");
  }

  private static void assumeTools(String... tools) {
    List<String> missing =
        Stream.of(tools)
            .filter(
                tool ->
                    Stream.of(System.getenv("PATH").split(":"))
                        .noneMatch(path -> Files.isExecutable(Path.of(path, tool))))
            .toList();
    if (!missing.isEmpty()) {
      System.err.println("SKIPPED: the tutorial in Java needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "not on this machine: " + missing);
  }
}
