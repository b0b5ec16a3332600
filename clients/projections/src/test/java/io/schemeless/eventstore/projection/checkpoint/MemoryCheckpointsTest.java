package io.schemeless.eventstore.projection.checkpoint;

import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.NumberLog;
import io.schemeless.eventstore.projection.Projection;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// In memory: nothing is undone, so the projection remembers which events it has.
class MemoryCheckpointsTest extends CheckpointContract<Map<String, Integer>> {
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final MemoryCheckpoints<Map<String, Integer>> memory = new MemoryCheckpoints<>(numbers);

  @Override
  CheckpointStore<Map<String, Integer>> checkpoints() {
    return memory;
  }

  @Override
  Projection<Map<String, Integer>> adding(ProjectionId projection) {
    return (event, target) -> target.put(projection + "/" + event.number(), NumberLog.value(event));
  }

  @Override
  UnitOfWork<Map<String, Integer>> clearing(ProjectionId projection) {
    return target -> target.keySet().removeIf(key -> key.startsWith(projection + "/"));
  }

  @Override
  long total(ProjectionId projection) {
    return numbers.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(projection + "/"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
