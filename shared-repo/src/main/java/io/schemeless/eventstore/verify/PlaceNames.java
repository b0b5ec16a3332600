package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.StreamId;
import java.util.HexFormat;

/// How findings name places: names that a customer gave are told by a hash.
final class PlaceNames {
  private static final int HASH_BYTES = 6;

  private PlaceNames() {}

  static String position(long position) {
    return "position " + position;
  }

  static String commit(StreamId stream, long first) {
    return "stream #" + hash(Keys.name(stream)) + " version " + first;
  }

  static String commit(Key key) {
    try {
      return commit(Keys.streamOf(key), Keys.numberOf(key));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return item(key);
    }
  }

  static String claim(String id) {
    return "id #" + hash(id);
  }

  static String item(Key key) {
    return "item #" + hash(key.partition() + " " + key.sort());
  }

  /// The first bytes of the SHA-256, as `echo -n name | sha256sum` shows them.
  static String hash(String name) {
    byte[] digest = Sha256.of(name).value();
    return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }
}
