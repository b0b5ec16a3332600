package io.schemeless.eventstore.local.npm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sorts more than fits into memory: runs that do are sorted and written down, and then merged.
final class SortFile implements AutoCloseable {
  private static final int RUN_BYTES = 32 << 20;

  private final Comparator<NpmEvent> order;
  private final Path folder;
  private final List<Path> runs = new ArrayList<>();
  private List<NpmEvent> open = new ArrayList<>();
  private long bytes;

  SortFile(Comparator<NpmEvent> order) {
    this.order = order;
    try {
      this.folder = Files.createTempDirectory("eventstore-import");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(NpmEvent event) {
    open.add(event);
    bytes += event.json().length + 300L;
    if (bytes > RUN_BYTES) {
      spill();
    }
  }

  private void spill() {
    open.sort(order);
    Path run = folder.resolve("run-" + runs.size());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
      for (NpmEvent event : open) {
        event.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runs.add(run);
    open = new ArrayList<>();
    bytes = 0;
  }

  /// All of them, in order; nothing can be added any more.
  void drain(Consumer<NpmEvent> consumer) {
    try (Sorted sorted = sorted()) {
      for (NpmEvent event = sorted.next(); event != null; event = sorted.next()) {
        consumer.accept(event);
      }
    }
  }

  /// As [#drain], one by one.
  Sorted sorted() {
    spill();
    return new Sorted(runs, order);
  }

  @Override
  public void close() {
    try {
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The runs, merged.
  static final class Sorted implements AutoCloseable {
    private record Head(NpmEvent event, DataInputStream rest) {}

    private final List<DataInputStream> files = new ArrayList<>();
    private final PriorityQueue<Head> heads;

    private Sorted(List<Path> runs, Comparator<NpmEvent> order) {
      this.heads = new PriorityQueue<>(Comparator.comparing(Head::event, order));
      try {
        for (Path run : runs) {
          DataInputStream in =
              new DataInputStream(new BufferedInputStream(Files.newInputStream(run)));
          files.add(in);
          add(in);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void add(DataInputStream in) throws IOException {
      try {
        heads.add(new Head(NpmEvent.read(in), in));
      } catch (EOFException e) {
        // That run is used up.
      }
    }

    @Nullable NpmEvent next() {
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      try {
        add(head.rest());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return head.event();
    }

    @Override
    public void close() {
      try {
        for (DataInputStream file : files) {
          file.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
