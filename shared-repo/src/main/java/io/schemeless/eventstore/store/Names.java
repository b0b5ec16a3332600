package io.schemeless.eventstore.store;

import io.schemeless.eventstore.json.Utf8;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.InvalidRequest.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bounds of every name and id: they become keys of the table.
public final class Names {
  public static final int MAX_BYTES = 512;

  private Names() {}

  /// What is wrong with a name, or none.
  public static @Nullable String fault(String name) {
    return fault(name, MAX_BYTES);
  }

  /// What is wrong with a tag, or none.
  public static @Nullable String faultOfTag(String tag) {
    return fault(tag, NewEvent.MAX_TAG_BYTES);
  }

  private static @Nullable String fault(String name, int most) {
    if (name.isEmpty() || Utf8.length(name) > most) {
      return "must be 1 to " + most + " bytes of UTF-8";
    }
    return Utf8.isWellFormed(name) ? null : "has a lone surrogate";
  }

  /// Whether a stream can have these names.
  public static boolean areSound(StreamId stream) {
    return fault(stream.domain()) == null
        && (stream.identifier() == null || fault(stream.identifier()) == null);
  }

  /// @throws InvalidRequest if the stream has a name that no stream can have
  public static void require(StreamId stream) {
    require("domain", stream.domain());
    if (stream.identifier() != null) {
      require("identifier", stream.identifier());
    }
  }

  /// @throws InvalidRequest if nothing can have this name
  public static void require(String what, String name) {
    String fault = fault(name);
    if (fault != null) {
      throw new InvalidRequest(List.of(new Violation("/" + what, fault)));
    }
  }
}
