package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.Metas;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.Tokens;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs a read so that all of it happens in one life of the store: what it read counts only if the
/// store's meta is the same after its last read.
public final class FencedReads {
  private static final int MAX_TRIES = 5;

  private final Metas metas;

  public FencedReads(Metas metas) {
    this.metas = metas;
  }

  /// A read that starts anew when the store is reset under it.
  <T> T read(Function<Meta, T> read) {
    for (int i = 0; i < MAX_TRIES; i++) {
      T result = readOnce(metas.current(), read);
      if (result != null) {
        return result;
      }
    }
    throw new Unavailable("the store was reset again and again during the read", null);
  }

  /// A read that goes on from a token, if there is one; then a reset under it ends it.
  ///
  /// @param scope the question; none for a place in the log, whatever was asked there
  /// @param place reads the place in a token
  /// @param start the place to start at without one
  <P, T> T readFrom(
      @Nullable ContinuationToken token,
      @Nullable String scope,
      Tokens.Reader<P> place,
      P start,
      BiFunction<Meta, P, T> read) {
    if (token == null) {
      return read(meta -> read.apply(meta, start));
    }
    Started<P> started = start(token, scope, place);
    T result = readOnce(started.meta, meta -> read.apply(meta, started.from));
    if (result == null) {
      throw new StoreWasReset();
    }
    return result;
  }

  private record Started<P>(Meta meta, P from) {}

  private <P> Started<P> start(
      ContinuationToken token, @Nullable String scope, Tokens.Reader<P> place) {
    Meta meta = metas.current();
    try {
      return new Started<>(meta, Tokens.read(token, meta, scope, place));
    } catch (StoreWasReset e) {
      // The token may be younger than what this process remembers.
      Meta now = metas.refresh();
      return new Started<>(now, Tokens.read(token, now, scope, place));
    }
  }

  /// None if the store changed under the read.
  private <T> @Nullable T readOnce(Meta meta, Function<Meta, T> read) {
    T result;
    try {
      result = read.apply(meta);
    } catch (LifeEnded e) {
      return null;
    } catch (CorruptData | Unavailable e) {
      // What is missing, or never settled, may have been purged.
      if (metas.unchanged(meta)) {
        throw e;
      }
      return null;
    }
    return metas.unchanged(meta) ? result : null;
  }

  /// Thrown by a read that found out by itself that the store was reset.
  static final class LifeEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LifeEnded() {
      super(null, null, false, false);
    }
  }
}
