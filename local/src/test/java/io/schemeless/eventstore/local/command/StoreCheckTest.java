package io.schemeless.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.ExistingStore;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// What a check says of a damaged store, and what a repair makes of it.
class StoreCheckTest {
  private static Emulators emulators;

  private LocalStore local;
  private StoreToCheck damaged;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    emulators = Emulators.start(Emulators.Plan.IN_MEMORY, _ -> {});
  }

  @AfterAll
  static void stop() {
    emulators.close();
  }

  @BeforeEach
  void fill(TestInfo test) {
    String table = test.getTestMethod().orElseThrow().getName().replace('_', '-');
    local = LocalStore.open(table, emulators.endpoints(), new LocalEnvironment(Map.of()));
    damaged = new StoreToCheck(local, table);
    StoreToCheck.fill(local);
  }

  @AfterEach
  void close() {
    local.close();
  }

  @Test
  void a_finding_is_named_and_gone_after_a_repair() {
    String incarnation = local.store().info().incarnation();
    damaged.delete(incarnation + "/e/id-1", 0);
    damaged.delete(incarnation + "/l", 3);
    damaged.age(incarnation + "/s/4:file", 1);
    damaged.delete(incarnation + "/s/6:permit/case-1", 2);
    damaged.delete(incarnation + "/n", 0);

    assertThat(isSound(false, false)).isFalse();
    assertThat(out.toString())
        .contains("CLAIM_MISSING", "COMMIT_MISSING", "COUNTER_MISSING")
        .doesNotContain("case-1", "id-1");

    assertThat(isSound(true, false)).isTrue();
    assertThat(isSound(false, false)).isTrue();
    try (LocalStore next = again()) {
      assertThat(next.store().allEvents(10))
          .extracting(Event::type)
          .containsExactly("asked", "granted", "stored");
      assertThat(next.store().append(AppendRequest.of(StoreToCheck.event("used"))).position())
          .isEqualTo(4);
    }
  }

  @Test
  void an_object_that_is_gone_is_given_up_only_on_demand() {
    damaged.deleteObjects();

    assertThat(isSound(true, false)).isFalse();
    assertThat(out.toString()).contains("OBJECT_MISSING");
    assertThat(isSound(true, true)).isTrue();
    try (LocalStore next = again()) {
      assertThat(next.store().allEvents(10))
          .extracting(Event::type)
          .containsExactly("asked", "granted", "event-store.lost");
    }
  }

  @Test
  void a_restored_table_whose_objects_are_missing_is_left_as_it_is() {
    damaged.moved();
    damaged.deleteObjects();

    assertThat(isSound(true, false)).isFalse();
    assertThat(out.toString())
        .contains("OBJECT_MISSING", "RESTORED_TABLE")
        .doesNotContain("repaired:");
    assertThat(err.toString()).contains("nothing was repaired", "key prefix", "--accept-loss");
    assertThat(isSound(true, true)).isTrue();
  }

  private boolean isSound(boolean repair, boolean acceptLoss) {
    VerifyOutput output = new VerifyOutput(new PrintWriter(out), new PrintWriter(err));
    ExistingStore store =
        new ExistingStore(local.clients(), damaged.table(), LocalStore.BUCKET, local.prefix());
    return new StoreCheck(repair, acceptLoss, output).isSound(store);
  }

  /// A client that remembers nothing of before.
  private LocalStore again() {
    return LocalStore.open(damaged.table(), emulators.endpoints(), new LocalEnvironment(Map.of()));
  }
}
