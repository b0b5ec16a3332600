package io.schemeless.eventstore.infra;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs an app in a process of its own, as the CDK command line does.
///
/// @param directory the root of the project to it
record AppProcess(Class<?> app, Path directory, Map<String, Object> context, boolean validator) {
  static final String FUNCTIONS = "functions/target/event-store-functions.jar";

  /// @param errors what it wrote to standard error, by line
  record Result(int exit, List<String> errors) {}

  static AppProcess of(Class<?> app, Path directory) {
    return new AppProcess(app, directory, Map.of(), false);
  }

  AppProcess with(String key, Object value) {
    Map<String, Object> more = new HashMap<>(context);
    more.put(key, value);
    return new AppProcess(app, directory, more, validator);
  }

  AppProcess validated() {
    AppProcess strict = with("@aws-cdk/core:validateAgainstDefaultRules", true);
    return new AppProcess(app, directory, strict.context, true);
  }

  /// Puts something in the place of the functions, and runs.
  Result run() throws IOException, InterruptedException {
    Path jar = directory.resolve(FUNCTIONS);
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "functions");
    return runWithoutFunctions();
  }

  Result runWithoutFunctions() throws IOException, InterruptedException {
    Synth.needsNode();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    app.getName()))
            .directory(directory.toFile());
    builder.environment().put("CDK_CONTEXT_JSON", new ObjectMapper().writeValueAsString(context));
    builder.environment().put("CDK_OUTDIR", directory.resolve("cdk.out").toString());
    builder.environment().put("CDK_VALIDATION", Boolean.toString(validator));
    Path errors = directory.resolve("errors");
    builder.redirectError(errors.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    int exit = builder.start().waitFor();
    return new Result(exit, Files.readAllLines(errors));
  }
}
