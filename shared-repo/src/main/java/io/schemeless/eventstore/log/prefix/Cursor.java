package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.io.DataInputStream;
import java.io.IOException;

/// Where a reader of the log goes on: at the event with this place in the append at this position.
/// Places count all events, whatever the filter.
public record Cursor(long position, int index) {
  public static final Cursor START = new Cursor(1, 0);

  public static Cursor after(long position) {
    return new Cursor(position + 1, 0);
  }

  /// @param scope what the token goes on with
  public ContinuationToken token(Meta meta, String scope) {
    return Tokens.of(
        meta,
        scope,
        out -> {
          out.writeLong(position);
          out.writeInt(index);
        });
  }

  /// Where a token of any read of the log stands, whatever was asked.
  public static Cursor of(ContinuationToken token, Meta meta) {
    return Tokens.read(token, meta, null, Cursor::read);
  }

  /// The later of two.
  public Cursor or(Cursor other) {
    boolean isLater =
        position > other.position || (position == other.position && index > other.index);
    return isLater ? this : other;
  }

  public static Cursor read(DataInputStream in) throws IOException {
    Cursor cursor = new Cursor(in.readLong(), in.readInt());
    if (cursor.position < 1 || cursor.position > Keys.MAX_NUMBER || cursor.index < 0) {
      throw new TokenRejected("the token points outside of the log");
    }
    return cursor;
  }
}
