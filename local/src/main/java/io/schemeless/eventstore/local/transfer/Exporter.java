package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.local.remote.TextPages;
import io.schemeless.eventstore.local.remote.TextPages.TextPage;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/// Writes what a replay brings until it is caught up.
///
/// @param client of the store
/// @param replay which events, and how many at a time
public record Exporter(
    EventStoreClient client, Replay replay, TransferFormat format, InstantSource clock) {

  /// @param progress is told how many events are written, after each page
  /// @return how many events the sink has
  public long run(ExportSink sink, LongConsumer progress) {
    ExportSink.Place begun = sink.place();
    PageText text = new PageText(format, begun == null ? 0 : begun.events());
    String after = begun == null ? null : begun.token();
    boolean first = begun == null;
    try (TextPages pages = new TextPages(client, replay, text.mediaType(), after, false)) {
      while (pages.hasNext()) {
        TextPage page = pages.next();
        byte[] piece = text.page(page.body());
        if (first) {
          piece = joined(text.head(clock.instant()), piece);
          first = false;
        }
        sink.write(piece, new ExportSink.Place(page.next(), text.events()));
        progress.accept(text.events());
      }
    }
    sink.finish(text.foot());
    return text.events();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
