package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.local.UserError;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A file of events, or standard input, in any of the formats and compressed or not: what it is
/// tells the beginning.
public final class FileSource implements ImportSource {
  private static final int BUFFER = 1 << 16;

  private final Counted counted;
  private final InputStream in;
  private final Elements elements;
  private final long size;

  private FileSource(Counted counted, InputStream in, long size) {
    this.counted = counted;
    this.in = in;
    this.elements = new Elements(in);
    this.size = size;
  }

  /// @throws UserError if there is no such file
  public static FileSource of(Path file) {
    try {
      return of(Files.newInputStream(file), Files.size(file));
    } catch (IOException e) {
      throw new UserError("cannot read " + file, e);
    }
  }

  /// @param size in bytes, 0 if nobody knows
  public static FileSource of(InputStream in, long size) {
    Counted counted = new Counted(in);
    try {
      return new FileSource(counted, plain(counted), size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is in a stream that may be compressed.
  static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean compressed = buffered.read() == 0x1F && buffered.read() == 0x8B;
    buffered.reset();
    return compressed ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  @Override
  public byte @Nullable [] next() {
    byte[] element = elements.next();
    return element == null || !elements.isSnapshot() ? element : SnapshotEvents.toApi(element);
  }

  @Override
  public double done() {
    return size == 0 ? -1 : (double) counted.bytes / size;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      int read = super.read(into, at, length);
      bytes += Math.max(0, read);
      return read;
    }
  }
}
