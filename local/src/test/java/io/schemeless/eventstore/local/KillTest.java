package io.schemeless.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Rule;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.history.Verdict.Broken;
import io.schemeless.eventstore.local.load.LoadPlan;
import io.schemeless.eventstore.local.load.LoadRun;
import io.schemeless.eventstore.local.load.Quota;
import io.schemeless.eventstore.log.Verification;
import io.schemeless.eventstore.log.Verification.Count;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the store and of DynamoDB Local in the middle of a load over HTTP, and the same
/// data served again: clients repeat what they got no answer to, readers go on with their tokens.
class KillTest {
  private static final LoadPlan PLAN =
      new LoadPlan(Duration.ofHours(1), LoadPlan.MAX_APPENDS, 4, 2);

  private final Host host = new SystemHost();
  private final History history = new History();

  @SuppressWarnings("NullAway.Init") // before anybody looks
  private volatile LocalProcess server;

  @TempDir private Path data;

  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @Test
  void nothing_acknowledged_is_lost_when_everything_is_killed() throws Exception {
    killing(1, _ -> {}, this::judgeSound);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void nothing_acknowledged_is_lost_when_everything_is_killed_again_and_again() throws Exception {
    killing(10, _ -> {}, this::judgeSound);
  }

  /// Proves that this test can fail.
  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void a_store_that_comes_back_with_older_data_is_found_out(@TempDir Path older) throws Exception {
    killing(
        2,
        round -> {
          if (round == 0) {
            copy(data, older);
          } else {
            copy(older, data);
          }
        },
        store ->
            assertThat(history.judge(store.open()).broken())
                .extracting(Broken::rule)
                .contains(Rule.ACKNOWLEDGED));
  }

  /// @param whileDown what happens to the data after each kill, by the round
  private void killing(int rounds, IntConsumer whileDown, Consumer<VerifiedStore> judge)
      throws Exception {
    long seed = new Random().nextLong();
    System.out.println("kill -9, seed " + seed);
    Random random = new Random(seed);
    server = LocalProcess.serve(data);
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      LoadRun<HttpStore> load =
          new LoadRun<>(history, () -> new HttpStore(http, () -> server.url()), "load", seed, host);
      Quota quota = new Quota(PLAN, host);
      Future<?> running = threads.submit(() -> load.run(PLAN, quota, _ -> {}));
      try {
        for (int i = 0; i < rounds; i++) {
          awaitAppends(20 + random.nextInt(100), running);
          host.sleep(random.nextInt(30));
          server.kill();
          whileDown.accept(i);
          server = LocalProcess.serve(data);
        }
        awaitAppends(40, running);
      } finally {
        quota.stop();
      }
      running.get();
      try (AwsClients clients =
          LocalStore.clients(server.endpoints(), new LocalEnvironment(Map.of()))) {
        judge.accept(VerifiedStore.local(clients));
      }
      server.kill();
    } finally {
      server.close();
    }
  }

  /// Waits for so many more acknowledged appends.
  private void awaitAppends(int count, Future<?> running) {
    int goal = history.progress().acknowledged() + count;
    while (history.progress().acknowledged() < goal) {
      assertThat(running).isNotDone();
      host.sleep(1);
    }
  }

  private void judgeSound(VerifiedStore store) {
    Verdict verdict = history.judge(store.open());
    Verification found = store.verifier().verify((_, _) -> {});

    System.out.println(verdict.counts());
    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.counts().tails()).isEqualTo(PLAN.readers());
    assertThat(found.findings()).isEmpty();
    assertThat(found.count(Count.OPEN_OLD) + found.count(Count.OPEN_YOUNG)).isZero();
  }

  /// Replaces a directory by a copy of another.
  private static void copy(Path from, Path to) {
    String command = "rm -rf \"$1\" && cp -a \"$0\" \"$1\"";
    try {
      Process copying =
          new ProcessBuilder("sh", "-c", command, from.toString(), to.toString())
              .inheritIO()
              .start();
      assertThat(copying.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
