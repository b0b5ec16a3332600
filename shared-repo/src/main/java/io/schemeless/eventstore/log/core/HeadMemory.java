package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The heads that this process has seen committed in one life of the store. One may be stale, but
/// was once true; a head that was settled is never taken back.
public final class HeadMemory {
  private static final int MAX_STREAMS = 10_000;

  private final Map<StreamId, Head> heads =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Head> eldest) {
          return size() > MAX_STREAMS;
        }
      };
  private @Nullable Meta life;

  public synchronized @Nullable Head recall(Meta meta, StreamId stream) {
    return life != null && life.sameLife(meta) ? heads.get(stream) : null;
  }

  public synchronized void remember(Meta meta, StreamId stream, long version, long position) {
    if (life == null || !life.sameLife(meta)) {
      heads.clear();
      life = meta;
    }
    Head known = heads.get(stream);
    if (known == null || known.version() < version) {
      heads.put(stream, new Head(version, position, null));
    }
  }
}
