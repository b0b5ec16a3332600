package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.command.Main;
import io.schemeless.eventstore.local.emulator.Emulators;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `eventstore` as a process of its own.
record LocalProcess(Process process, URI url, Emulators.Endpoints endpoints)
    implements AutoCloseable {
  private static final Pattern ENDPOINTS =
      Pattern.compile(".*AWS_ENDPOINT_URL_DYNAMODB=(\\S+) AWS_ENDPOINT_URL_S3=(\\S+)");

  /// Starts any command.
  static Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// Starts a command that finds DynamoDB and S3 there, as it would find them in AWS.
  static Process startAt(Emulators.Endpoints endpoints, List<String> arguments) throws IOException {
    return start(
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", endpoints.dynamoDb().toString(),
            "AWS_ENDPOINT_URL_S3", endpoints.s3().toString(),
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local"),
        arguments.toArray(String[]::new));
  }

  /// Starts `eventstore local` and waits until it is ready.
  static LocalProcess serve(Path data) throws IOException {
    Process process = start(Map.of(), "local", "--port", "0", "--data", data.toString());
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String ready = output.readLine();
    assertThat(ready).startsWith("The store is ready at http://127.0.0.1:");
    output.readLine();
    Matcher endpoints = ENDPOINTS.matcher(output.readLine());
    assertThat(endpoints.matches()).isTrue();
    return new LocalProcess(
        process,
        URI.create(ready.substring(ready.indexOf("http"))),
        new Emulators.Endpoints(URI.create(endpoints.group(1)), URI.create(endpoints.group(2))));
  }

  ProcessHandle child() {
    return process.children().findFirst().orElseThrow();
  }

  /// Ends it and DynamoDB Local at once, as `kill -9` does, and waits until none of them is left.
  void kill() throws Exception {
    List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
    process.descendants().forEach(all::add);
    assertThat(all).as("the store and DynamoDB Local").hasSize(2);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().get(60, TimeUnit.SECONDS);
    }
    assertThat(all).noneMatch(ProcessHandle::isAlive);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
