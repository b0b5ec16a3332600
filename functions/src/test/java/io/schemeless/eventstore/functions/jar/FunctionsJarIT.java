package io.schemeless.eventstore.functions.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.testing.LocalAws;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The shaded jar has lost much of the SDK. Whatever the functions do must still run from it.
class FunctionsJarIT {
  private static final Path JAR = Path.of("target", "event-store-functions.jar").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @Test
  void every_function_runs_from_the_jar_alone() throws Exception {
    // given
    Map<String, String> settings =
        Map.of(
            "EVENT_STORE_TABLE", LocalAws.freshTable(),
            "EVENT_STORE_BUCKET", LocalAws.freshBucket(),
            "EVENT_STORE_STAGE", "sandbox");

    // when
    List<String> lines = run(settings).lines().toList();

    // then
    assertThat(lines.stream().map(line -> line.replaceAll("^(\\w+ \\w+).*", "$1")))
        .containsExactly(
            "small 201",
            "large 201",
            "conflict 412",
            "keyed 201",
            "again 201",
            "replay 200",
            "stream 200",
            "list 200",
            "event 200",
            "chain 200",
            "health 200",
            "reset 202",
            "empty 200",
            "anew 201");
    assertThat(lines)
        .allMatch(
            line -> line.matches("[^{]*\\[\\{[^\\n]{100,2000}\\}\\]"), "logs one line of JSON")
        .noneMatch(line -> line.contains("payload"));
    assertThat(size(lines, "event")).isGreaterThan(2_000_000);
    assertThat(size(lines, "empty")).isLessThan(500);
  }

  @Test
  void a_missing_setting_ends_the_start_and_is_named() throws Exception {
    // when
    String said = run(Map.of("EVENT_STORE_TABLE", "events"));

    // then
    assertThat(said).contains("The setting EVENT_STORE_BUCKET is missing");
  }

  @Test
  void all_that_our_code_refers_to_is_in_the_jar() throws IOException {
    // given
    Set<String> missing = new TreeSet<>();

    // when
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().matches("io/schemeless/.*\\.class")) {
          referred(jar.getInputStream(entry).readAllBytes())
              .filter(name -> jar.getEntry(name + ".class") == null)
              .forEach(missing::add);
        }
      }
    }

    // then
    assertThat(missing).isEmpty();
  }

  @Test
  void the_judge_of_histories_is_not_in_the_jar() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("io/schemeless/eventstore/store/Event.class")
          .noneMatch(name -> name.startsWith("io/schemeless/eventstore/history/"));
    }
  }

  /// The classes beyond the JDK's that a class refers to.
  private static Stream<String> referred(byte[] type) {
    return StreamSupport.stream(ClassFile.of().parse(type).constantPool().spliterator(), false)
        .filter(ClassEntry.class::isInstance)
        .map(entry -> ((ClassEntry) entry).asInternalName())
        .filter(name -> !name.startsWith("[") && !isOfTheJdk(name));
  }

  private static boolean isOfTheJdk(String name) {
    return ClassLoader.getPlatformClassLoader().getResource(name + ".class") != null;
  }

  private static int size(List<String> lines, String call) {
    String line =
        lines.stream().filter(each -> each.startsWith(call + " ")).findFirst().orElseThrow();
    return Integer.parseInt(line.split("[ \\[]")[2]);
  }

  private static String run(Map<String, String> settings) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            JAVA.toString(),
            "-cp",
            JAR + ":" + Path.of("target", "test-classes").toAbsolutePath(),
            JarMain.class.getName());
    java.environment().clear();
    java.environment()
        .putAll(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", LocalAws.dynamoDbEndpoint().toString(),
                "AWS_ENDPOINT_URL_S3", LocalAws.s3Endpoint().toString()));
    java.environment().putAll(settings);
    Process process = java.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
