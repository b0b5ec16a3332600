package io.schemeless.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.local.load.LoadPlan;
import io.schemeless.eventstore.local.load.LoadRun;
import io.schemeless.eventstore.local.load.Quota;
import io.schemeless.eventstore.log.Verification;
import io.schemeless.eventstore.log.Verification.Count;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the store and of DynamoDB Local in the middle of a load over HTTP, and the same data
/// served again: clients repeat what they got no answer to, readers go on with their tokens.
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
    killing(1, new Random().nextLong());
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void nothing_acknowledged_is_lost_when_everything_is_killed_again_and_again() throws Exception {
    killing(10, new Random().nextLong());
  }

  private void killing(int rounds, long seed) throws Exception {
    System.out.println("kill -9, seed " + seed);
    Random random = new Random(seed);
    server = LocalProcess.serve(data);
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      LoadRun<HttpStore> load =
          new LoadRun<>(
              history, () -> new HttpStore(http, () -> server.url()), "load", seed, host);
      Quota quota = new Quota(PLAN, host);
      Future<?> running = threads.submit(() -> load.run(PLAN, quota, _ -> {}));
      try {
        for (int i = 0; i < rounds; i++) {
          awaitAppends(20 + random.nextInt(100), running);
          host.sleep(random.nextInt(30));
          server.kill();
          server = LocalProcess.serve(data);
        }
        awaitAppends(40, running);
      } finally {
        quota.stop();
      }
      running.get();
      judge();
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

  private void judge() {
    LocalEnvironment environment = new LocalEnvironment(Map.of());
    try (AwsClients clients = LocalStore.clients(server.endpoints(), environment)) {
      VerifiedStore store = VerifiedStore.local(clients);

      Verdict verdict = history.judge(store.open());
      Verification found = store.verifier().verify((_, _) -> {});

      System.out.println(verdict.counts());
      assertThat(verdict.broken()).isEmpty();
      assertThat(verdict.counts().tails()).isEqualTo(PLAN.readers());
      assertThat(found.findings()).isEmpty();
      assertThat(found.count(Count.OPEN_OLD) + found.count(Count.OPEN_YOUNG)).isZero();
    }
  }
}
