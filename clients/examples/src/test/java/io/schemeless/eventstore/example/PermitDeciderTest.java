package io.schemeless.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.RetryPolicy;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.client.StreamStore;
import io.schemeless.eventstore.client.decider.CommandHandler;
import io.schemeless.eventstore.client.decider.Decider;
import io.schemeless.eventstore.client.decider.EventMapping;
import io.schemeless.eventstore.example.PermitCommand.Check;
import io.schemeless.eventstore.example.PermitCommand.Grant;
import io.schemeless.eventstore.example.PermitCommand.Receive;
import io.schemeless.eventstore.example.PermitEvent.Checked;
import io.schemeless.eventstore.example.PermitEvent.Granted;
import io.schemeless.eventstore.example.PermitEvent.Received;
import io.schemeless.eventstore.projection.library.LibraryStore;
import io.schemeless.eventstore.test.DeciderSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The decider by itself, and many who decide at once.
class PermitDeciderTest {
  private static final List<String> NAMES = List.of("anna", "ben", "cleo", "dan", "eva", "finn");
  private static final EventMapping<PermitEvent> EVENTS = EventMapping.of(PermitEvent.class);
  private static final StreamName CASE = StreamName.of("permit", "case-1");

  private final DeciderSpec<PermitCommand, PermitEvent, PermitDecider.Permit> permit =
      DeciderSpec.of(new PermitDecider(), EVENTS);

  @Test
  void what_is_decided_follows_from_what_happened() {
    permit
        .given(new Received("anna"), new Checked("ben"), new Checked("cleo"))
        .when(new Grant("dan"))
        .thenAppended(new Granted("dan"));
    permit.given(new Received("anna"), new Granted("ben")).when(new Grant("cleo")).thenNothing();
    permit.given(new Received("anna")).when(new Receive("ben")).thenNothing();
    assertThat(
            permit
                .given(new Received("anna"), new Checked("ben"))
                .when(new Grant("cleo"))
                .thenRefused(IllegalStateException.class))
        .hasMessage("two checks come before a grant");
    permit.given().when(new Check("anna")).thenRefused(IllegalStateException.class);
  }

  @Test
  void of_many_who_decide_at_once_each_decides_on_what_is_there() throws Exception {
    try (ServedLog served = new ServedLog();
        EventStoreClient client = EventStoreClient.of(served.url())) {
      race(client);
    }
    try (ServedLog served = new ServedLog()) {
      race(LibraryStore.of(served.store));
    }
  }

  private static void race(StreamStore store) throws Exception {
    CommandHandler<PermitCommand, PermitEvent, PermitDecider.Permit> permits =
        new CommandHandler<>(store, new PermitDecider(), EVENTS);
    assertThat(all(permits, Receive::new)).hasSize(1);
    assertThat(all(permits, Check::new)).hasSize(NAMES.size());
    assertThat(all(permits, Grant::new)).hasSize(1);

    List<RecordedEvent> events = new ArrayList<>();
    store.stream(CASE, 1).forEach(events::add);
    assertThat(events)
        .extracting(RecordedEvent::type)
        .containsExactly(
            "received",
            "checked",
            "checked",
            "checked",
            "checked",
            "checked",
            "checked",
            "granted");
    assertThat(events.subList(1, 7))
        .extracting(event -> event.payloadAs(Checked.class).by())
        .containsExactlyInAnyOrderElementsOf(NAMES);
    assertThatThrownBy(() -> permits.handle(CASE, new Check("late")))
        .isInstanceOf(IllegalStateException.class);
  }

  /// All at once; what was appended.
  private static List<PermitEvent> all(
      CommandHandler<PermitCommand, PermitEvent, PermitDecider.Permit> permits,
      Function<String, PermitCommand> command)
      throws Exception {
    List<PermitEvent> appended = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<PermitEvent>>> asked =
          NAMES.stream()
              .map(name -> threads.submit(() -> permits.handle(CASE, command.apply(name))))
              .toList();
      for (Future<List<PermitEvent>> each : asked) {
        appended.addAll(each.get());
      }
    }
    return appended;
  }

  @Test
  void who_never_gets_through_is_told_the_conflict() {
    try (ServedLog served = new ServedLog()) {
      LibraryStore store = LibraryStore.of(served.store);
      CommandHandler<PermitCommand, PermitEvent, PermitDecider.Permit> busy =
          new CommandHandler<>(store, new PermitDecider(), EVENTS);
      PermitDecider decider = new PermitDecider();
      int[] decided = {0};
      CommandHandler<PermitCommand, PermitEvent, PermitDecider.Permit> slow =
          new CommandHandler<>(
              store,
              new Decider<>() {
                @Override
                public PermitDecider.Permit initial() {
                  return decider.initial();
                }

                @Override
                public PermitDecider.Permit evolve(PermitDecider.Permit known, PermitEvent event) {
                  return decider.evolve(known, event);
                }

                @Override
                public List<PermitEvent> decide(PermitCommand command, PermitDecider.Permit known) {
                  busy.handle(CASE, new Check("busy " + decided[0]++));
                  return decider.decide(command, known);
                }
              },
              EVENTS,
              new RetryPolicy(3, Duration.ZERO, Duration.ZERO));
      busy.handle(CASE, new Receive("anna"));

      assertThatThrownBy(() -> slow.handle(CASE, new Check("slow")))
          .isInstanceOf(StoreProblem.VersionConflict.class);
      assertThat(decided[0]).isEqualTo(3);
      assertThat(store.stream(CASE, 1)).hasSize(4);
    }
  }
}
