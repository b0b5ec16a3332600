package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Where an export goes.
public interface ExportSink extends AutoCloseable {
  /// Where an earlier run has come to, none if there was none.
  @Nullable Place place();

  /// Writes a piece, which ends at a place that a later run can go on from.
  void write(byte[] piece, Place to);

  /// It is whole.
  void finish(byte[] end);

  @Override
  void close();

  /// @param token to go on with
  /// @param events written so far
  record Place(String token, long events) {}

  /// Standard output and the like: nobody can go on there.
  static ExportSink to(OutputStream out) {
    return new ExportSink() {
      @Override
      public @Nullable Place place() {
        return null;
      }

      @Override
      public void write(byte[] piece, Place to) {
        finish(piece);
      }

      @Override
      public void finish(byte[] end) {
        try {
          out.write(end);
          out.flush();
        } catch (IOException e) {
          throw new UserError("cannot write: " + e.getMessage(), e);
        }
      }

      @Override
      public void close() {}
    };
  }
}
