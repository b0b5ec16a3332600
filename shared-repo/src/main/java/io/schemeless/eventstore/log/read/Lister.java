package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.log.prefix.Tokens;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.KeyPage.Bookmark;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import io.schemeless.eventstore.store.StreamList;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists streams through the index. The index only proposes; a stream is shown after a consistent
/// look at its first commit and that commit's slot.
public final class Lister {
  /// A page ends after so many looks at the index, even if it found nothing: rows of earlier
  /// incarnations lie between those of all domains.
  private static final int MAX_LOOKS = 20;

  private final StoreContext context;
  private final FencedReads reads;

  public Lister(StoreContext context, FencedReads reads) {
    this.context = context;
    this.reads = reads;
  }

  /// Where a listing goes on: none is the start.
  private record Place(@Nullable Bookmark bookmark) {}

  public StreamList list(@Nullable String domain, @Nullable ContinuationToken after, int limit) {
    if (limit < 1 || limit > PageLimits.MAX_STREAMS) {
      throw new InvalidRequest("limit must be 1 to " + PageLimits.MAX_STREAMS);
    }
    if (domain != null) {
      Names.require("domain", domain);
    }
    return reads.readFrom(
        after,
        TokenScope.ofStreams(domain),
        Lister::read,
        new Place(null),
        (meta, start) -> list(meta, domain, start, limit));
  }

  private StreamList list(Meta meta, @Nullable String domain, Place start, int limit) {
    Keys keys = meta.keys();
    @Nullable String partition = domain == null ? null : keys.indexPartition(domain);
    List<StreamList.Entry> streams = new ArrayList<>();
    @Nullable Bookmark next = start.bookmark();
    if (next != null) {
      requireOfList(next, partition);
    }
    int looks = 0;
    do {
      looks++;
      KeyPage page = context.cells().index(partition, next, limit - streams.size());
      streams.addAll(committed(keys, page.keys()));
      next = page.next();
    } while (next != null && streams.size() < limit && looks < MAX_LOOKS);
    return new StreamList(
        streams, next == null ? null : token(meta, TokenScope.ofStreams(domain), next));
  }

  private List<StreamList.Entry> committed(Keys keys, List<Key> proposed) {
    List<Key> own = proposed.stream().filter(k -> k.partition().startsWith(keys.cells())).toList();
    Map<Key, Cell> commits = context.cells().getAll(own, Read.CONSISTENT);
    Map<Key, Cell> slots =
        context
            .cells()
            .getAll(
                commits.values().stream()
                    .map(c -> keys.slot(c.number(Attributes.POSITION)))
                    .distinct()
                    .toList(),
                Read.CONSISTENT);
    List<StreamList.Entry> streams = new ArrayList<>();
    for (Key key : own) {
      Cell cell = commits.get(key);
      if (cell == null) {
        continue;
      }
      Commit commit = Commit.of(cell);
      Cell slot = slots.get(keys.slot(commit.position()));
      if (Settlement.of(slot == null ? null : Slot.of(slot), commit.id()) == Settlement.MINE) {
        Instant recorded = Instant.ofEpochMilli(commit.recorded());
        streams.add(new StreamList.Entry(commit.stream(), commit.position(), recorded));
      }
    }
    return streams;
  }

  private static ContinuationToken token(Meta meta, String scope, Bookmark place) {
    return Tokens.of(
        meta,
        scope,
        out -> {
          out.writeUTF(place.key().partition());
          out.writeUTF(place.key().sort());
          out.writeUTF(place.indexPartition());
          out.writeUTF(place.indexSort());
        });
  }

  private static Place read(DataInputStream in) throws IOException {
    Key key = new Key(in.readUTF(), in.readUTF());
    return new Place(new Bookmark(key, in.readUTF(), in.readUTF()));
  }

  /// A token's digest is no secret, so it can name any place; the table would fail at one that this
  /// listing cannot come to, as if the store were down.
  private static void requireOfList(Bookmark place, @Nullable String partition) {
    if (!place.equals(Commit.indexed(place.key()))
        || (partition != null && !place.indexPartition().equals(partition))) {
      throw new TokenRejected("the token points outside of the list");
    }
  }
}
