package io.schemeless.eventstore.memory;

import io.schemeless.eventstore.port.ObjectStore;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A bucket in memory.
public final class MemoryObjectStore implements ObjectStore {
  private static final int PAGE = 1_000;

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
            .limit(PAGE)
            .toList();
    found.forEach(objects::remove);
    return found.size();
  }

  @Override
  public synchronized List<Entry> list(String prefix, @Nullable String after) {
    return objects
        .tailMap(after == null || after.compareTo(prefix) < 0 ? prefix : after)
        .entrySet()
        .stream()
        .takeWhile(object -> object.getKey().startsWith(prefix))
        .filter(object -> after == null || object.getKey().compareTo(after) > 0)
        .limit(PAGE)
        .map(object -> new Entry(object.getKey(), object.getValue().length))
        .toList();
  }
}
