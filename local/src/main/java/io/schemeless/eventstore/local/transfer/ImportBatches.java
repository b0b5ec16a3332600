package io.schemeless.eventstore.local.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cuts a source into batches, the same ones whenever it is read: a batch has events with ids or
/// without, CloudEvents or not, and stays within the bounds of an append.
final class ImportBatches {
  private static final int MAX_WITH_IDS = 100;
  private static final int MAX_WITHOUT = 1_000;
  private static final int MAX_STREAMS = 100;
  private static final int MAX_BYTES = 3 << 20;
  private static final int KEY_BYTES = 20;

  private final ImportSource source;
  private final MessageDigest digest = sha256();
  private ImportBatch.@Nullable Item held;
  private long number;

  ImportBatches(ImportSource source) {
    this.source = source;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Passes over events that are done.
  ///
  /// @return what the source has up to there, as [#digest()] gave it then
  String skip(long events) {
    while (number < events) {
      byte[] json = source.next();
      if (json == null) {
        break;
      }
      number++;
      add(json);
    }
    return digest();
  }

  private void add(byte[] json) {
    digest.update(json);
    digest.update((byte) '\n');
  }

  /// All that was given out so far, in short.
  String digest() {
    try {
      byte[] sum = ((MessageDigest) digest.clone()).digest();
      return HexFormat.of().formatHex(sum, 0, KEY_BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next batch, none at the end.
  @Nullable ImportBatch next() {
    List<ImportBatch.Item> items = new ArrayList<>();
    Set<String> streams = new HashSet<>();
    long bytes = 0;
    for (ImportBatch.Item item = item(); item != null; item = item()) {
      streams.add(item.look().stream());
      bytes += item.json().length + 1;
      if (!items.isEmpty()
          && (!alike(items.getFirst().look(), item.look())
              || items.size() >= (item.look().id() == null ? MAX_WITHOUT : MAX_WITH_IDS)
              || streams.size() > MAX_STREAMS
              || bytes > MAX_BYTES)) {
        held = item;
        break;
      }
      items.add(item);
      add(item.json());
    }
    return items.isEmpty() ? null : new ImportBatch(items, "import-" + digest());
  }

  private static boolean alike(EventLook one, EventLook other) {
    return one.isCloudEvent() == other.isCloudEvent() && (one.id() == null) == (other.id() == null);
  }

  private ImportBatch.@Nullable Item item() {
    ImportBatch.Item item = held;
    if (item != null) {
      held = null;
      return item;
    }
    byte[] json = source.next();
    return json == null ? null : new ImportBatch.Item(++number, json, EventLook.at(json));
  }
}
