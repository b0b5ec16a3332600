package io.schemeless.eventstore.bench.cold;

import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.invoke.InvokeResult;
import io.schemeless.eventstore.local.invoke.Invoker;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts the packaged append function through AWS's runtime interface client, as a zip and as an
/// image would, and the bundled npm adapter on Node, in turn, each for one append.
public final class ColdStarts {
  /// For `--only`.
  public static final String NAME = "cold";

  private static final List<String> SNAPSHOT_FREE =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final String STREAM = "/streams/permit/cold/events";
  private static final String EVENT =
      """
      {"version":"2.0","routeKey":"POST %s","rawPath":"%s","rawQueryString":"",
      "headers":{"content-type":"application/json"},"isBase64Encoded":false,
      "requestContext":{"stage":"$default","http":{"method":"POST","path":"%s"}},
      "body":"{\\"type\\":\\"receipt-confirmed\\",\
      \\"payload\\":{\\"resource\\":\\"Resource21\\",\\"fee\\":1234.5}}"}"""
          .formatted("/streams/{domain}/{identifier}/events", STREAM, STREAM);

  private final Path folder;
  private final Map<String, String> environment;

  private ColdStarts(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /// @param peer where the npm adapter is installed, or none
  /// @param progress told what is being done
  /// @return a Markdown table
  public static String measure(int rounds, @Nullable Path peer, Consumer<String> progress) {
    LocalEnvironment shell = LocalEnvironment.ofThisProcess();
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY.warmed(), progress)) {
      LocalStore.open(LocalStore.NAME, emulators.endpoints(), shell).close();
      return new ColdStarts(
              Files.createTempDirectory("eventstore-cold"),
              shell.ofFunction(LocalStore.NAME, "AppendFunction", emulators.endpoints()))
          .table(rounds, peer, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String table(int rounds, @Nullable Path peer, Consumer<String> progress) {
    progress.accept("making the AOT cache");
    Path cache = folder.resolve("functions.aot");
    Commands.run(
        folder,
        Map.of(),
        BuildOutput.inRepository("functions/src/main/image/train.sh").toString(),
        Commands.java(),
        Invoker.classpath(),
        cache.toString());
    List<ColdSubject> subjects = new ArrayList<>();
    subjects.add(ours("zip", SNAPSHOT_FREE));
    List<String> image = new ArrayList<>(SNAPSHOT_FREE);
    image.add("-XX:AOTCache=" + cache);
    subjects.add(ours("image with AOT cache", image));
    if (peer != null) {
      ColdPeer node = ColdPeer.bundle(peer, environment);
      subjects.add(new ColdSubject("npm adapter, bundled", node::start, 0));
    }
    Map<ColdSubject, List<ColdStart>> starts = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      progress.accept("round " + (round + 1) + ": cold starts");
      for (ColdSubject subject : round % 2 == 0 ? subjects : subjects.reversed()) {
        ColdStart start = subject.starter().start();
        starts.computeIfAbsent(subject, _ -> new ArrayList<>()).add(start);
      }
    }
    return ColdTable.of(starts);
  }

  /// Its first start, which nobody counts, tells the classes.
  private ColdSubject ours(String name, List<String> options) {
    Path log = folder.resolve("classes.log");
    List<String> logged = new ArrayList<>(options);
    logged.add("-Xlog:class+load:file=" + log);
    start(logged);
    try (Stream<String> lines = Files.lines(log)) {
      long classes = lines.filter(line -> line.contains(" source: ")).count();
      return new ColdSubject(name, () -> start(options), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ColdStart start(List<String> options) {
    StringBuilder log = new StringBuilder();
    try (Invoker invoker =
        Invoker.start(
            AppendHandler.class.getName(),
            options,
            environment,
            line -> {
              synchronized (log) {
                log.append(line).append('\n');
              }
            })) {
      InvokeResult result = invoker.invoke(EVENT);
      if (!result.answer().contains("\"statusCode\":201")) {
        throw new UserError("the function did not append: " + result.answer() + log);
      }
      return new ColdStart(invoker.initMillis() + result.millis(), invoker.initMillis());
    }
  }
}
