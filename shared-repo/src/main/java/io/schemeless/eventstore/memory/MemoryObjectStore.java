package io.schemeless.eventstore.memory;

import io.schemeless.eventstore.port.ObjectStore;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A bucket in memory.
public final class MemoryObjectStore implements ObjectStore {
  private static final int MAX_DELETED = 1_000;

  private final TreeMap<String, byte[]> objects = new TreeMap<>();

  @Override
  public synchronized void put(String key, byte[] body) {
    objects.put(key, body.clone());
  }

  @Override
  public synchronized byte @Nullable [] get(String key) {
    byte[] body = objects.get(key);
    return body == null ? null : body.clone();
  }

  @Override
  public synchronized int deleteSome(String prefix) {
    List<String> found =
        objects.tailMap(prefix).keySet().stream()
            .takeWhile(key -> key.startsWith(prefix))
            .limit(MAX_DELETED)
            .toList();
    found.forEach(objects::remove);
    return found.size();
  }
}
