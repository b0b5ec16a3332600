package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.local.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file that has its name once it is whole. Until then it is called `.part`, and beside it lies a
/// checkpoint, by which an export that was killed goes on: what stands behind it is cut off.
///
/// Compressed, each piece is a member of its own, as gzip allows: so it can be cut off between two.
public final class ExportFile implements ExportSink {
  private final Path file;
  private final Path part;
  private final Checkpoint checkpoint;
  private final String what;
  private final boolean compressed;
  private final FileChannel channel;
  private final @Nullable Place place;

  private ExportFile(
      Path file,
      String what,
      boolean compressed,
      FileChannel channel,
      Path part,
      Checkpoint checkpoint,
      @Nullable Place place) {
    this.file = file;
    this.what = what;
    this.compressed = compressed;
    this.channel = channel;
    this.part = part;
    this.checkpoint = checkpoint;
    this.place = place;
  }

  /// @param what tells this export from others: a file of another one is not gone on with
  /// @throws UserError if the file is there, or another export has begun it
  public static ExportFile open(Path file, String what, boolean compressed) {
    if (Files.exists(file)) {
      throw new UserError(file + " is there already; take it away, or give another name");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Checkpoint checkpoint = new Checkpoint(file.resolveSibling(file.getFileName() + ".checkpoint"));
    Map<String, String> saved = checkpoint.load();
    try {
      FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Place place = null;
      long length = 0;
      if (saved != null) {
        if (!checkpoint.need(saved, "what").equals(what)) {
          channel.close();
          throw new UserError(
              part + " was begun by another export: " + checkpoint.need(saved, "what"));
        }
        length = Long.parseLong(checkpoint.need(saved, "bytes"));
        place =
            new Place(
                checkpoint.need(saved, "token"), Long.parseLong(checkpoint.need(saved, "events")));
      }
      if (channel.size() < length) {
        channel.close();
        throw new UserError(part + " is shorter than its checkpoint says; take both away");
      }
      channel.truncate(length).position(length);
      return new ExportFile(file, what, compressed, channel, part, checkpoint, place);
    } catch (IOException e) {
      throw new UserError("cannot write " + part, e);
    }
  }

  @Override
  public @Nullable Place place() {
    return place;
  }

  @Override
  public void write(byte[] piece, Place to) {
    put(piece);
    try {
      checkpoint.save(
          Map.of(
              "what", what,
              "token", to.token(),
              "events", Long.toString(to.events()),
              "bytes", Long.toString(channel.position())));
    } catch (IOException e) {
      throw new UserError("cannot write " + part, e);
    }
  }

  private void put(byte[] piece) {
    if (piece.length == 0) {
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(compressed ? member(piece) : piece);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UserError("cannot write " + part + ": " + e.getMessage(), e);
    }
  }

  private static byte[] member(byte[] piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(piece.length / 4 + 64);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(piece);
    }
    return out.toByteArray();
  }

  @Override
  public void finish(byte[] end) {
    put(end);
    try {
      channel.force(true);
      channel.close();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UserError("cannot write " + file, e);
    }
    checkpoint.delete();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UserError("cannot write " + part, e);
    }
  }
}
