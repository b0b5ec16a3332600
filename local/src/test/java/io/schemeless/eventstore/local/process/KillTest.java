package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.history.History;
import io.schemeless.eventstore.history.Rule;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.history.Verdict.Broken;
import io.schemeless.eventstore.local.load.LoadPlan;
import io.schemeless.eventstore.local.load.LoadRun;
import io.schemeless.eventstore.local.load.Quota;
import io.schemeless.eventstore.local.server.ExistingStore;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.verify.Verification;
import io.schemeless.eventstore.verify.Verification.Count;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final Duration RESET_WAITS = Duration.ofSeconds(40);
  private static final Future<?> DONE = CompletableFuture.completedFuture("no reset");

  private final Host host = new SystemHost();
  private final History history = new History();

  @SuppressWarnings("NullAway.Init") // before anybody looks
  private volatile LocalProcess server;

  private final AtomicInteger resets = new AtomicInteger();

  @TempDir private Path data;

  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @Test
  void nothing_acknowledged_is_lost_when_everything_is_killed() throws Exception {
    killing(1, false, _ -> {}, this::judgeSound);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void nothing_acknowledged_is_lost_when_everything_is_killed_again_and_again() throws Exception {
    killing(10, false, _ -> {}, this::judgeSound);
  }

  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void a_store_that_is_emptied_and_killed_again_and_again_keeps_its_promises() throws Exception {
    killing(3, true, _ -> {}, this::judgeSound);

    assertThat(resets.get()).as("resets that were answered").isGreaterThan(3);
  }

  /// Proves that this test can fail.
  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @Test
  void a_store_that_comes_back_with_older_data_is_found_out(@TempDir Path older) throws Exception {
    killing(
        2,
        false,
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

  /// @param emptied whether the store is emptied now and then, also while it is killed
  /// @param whileDown what happens to the data after each kill, by the round
  private void killing(
      int rounds, boolean emptied, IntConsumer whileDown, Consumer<ExistingStore> judge)
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
      HttpReset emptying = new HttpReset(http, () -> server.url());
      CompletableFuture<Object> emptiedEnough = new CompletableFuture<>();
      Future<?> resetting =
          threads.submit(
              () -> resetting(emptied ? emptiedEnough : DONE, emptying, new Random(~seed)));
      try {
        for (int i = 0; i < rounds; i++) {
          awaitAppends(20 + random.nextInt(100), running);
          host.sleep(random.nextInt(30));
          server.kill();
          whileDown.accept(i);
          server = LocalProcess.serve(data);
        }
        emptiedEnough.complete(rounds);
        resetting.get();
        awaitAppends(40, running);
      } finally {
        emptiedEnough.complete(rounds);
        quota.stop();
      }
      running.get();
      try (AwsClients clients =
          LocalStore.clients(server.endpoints(), new LocalEnvironment(Map.of()))) {
        judge.accept(ExistingStore.local(clients));
      }
      server.kill();
    } finally {
      server.close();
    }
  }

  /// Empties the store every second or so.
  private void resetting(Future<?> enough, HttpReset store, Random random) {
    while (!enough.isDone()) {
      host.sleep(500 + random.nextInt(1_500));
      try {
        history.reset(store, RESET_WAITS);
        resets.incrementAndGet();
      } catch (StoreException.Unavailable | StoreException.OutcomeUnknown e) {
        // It may be empty or not.
      }
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

  private void judgeSound(ExistingStore store) {
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
