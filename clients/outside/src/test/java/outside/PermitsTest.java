package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.checkpoint.MemoryCheckpoints;
import io.schemeless.eventstore.projection.library.LibraryFeed;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.test.StoreSpec;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a user's program does with the artifacts, each of them at least once.
class PermitsTest {
  private static final StreamId CASE = StreamId.of("permit", "case-1");
  private static final NewEvent RECEIVED = NewEvent.of(CASE, "received", Json.parse("0"));
  private static final NewEvent GRANTED = NewEvent.of(CASE, "granted", Json.parse("false"));

  @Test
  void a_decision_is_tested_on_a_store_in_memory() {
    StoreSpec.given(RECEIVED)
        .when(store -> store.append(AppendRequest.of(GRANTED)))
        .thenAppended(GRANTED);
  }

  @Test
  void a_projection_follows_the_library() throws Exception {
    Map<String, Integer> types = new TreeMap<>();
    try (EventStore store = MemoryEventStore.create();
        ProjectionRunner<Map<String, Integer>> runner =
            ProjectionRunner.of(
                    ProjectionId.of("types", 1),
                    new LibraryFeed(store, ReplayFilter.ALL),
                    new MemoryCheckpoints<>(types),
                    (event, counts) -> counts.merge(event.type(), 1, Integer::sum))
                .build()) {
      store.append(AppendRequest.of(RECEIVED, GRANTED));
      runner.catchUp();
    }
    assertEquals(Map.of("granted", 1, "received", 1), types);
  }
}
