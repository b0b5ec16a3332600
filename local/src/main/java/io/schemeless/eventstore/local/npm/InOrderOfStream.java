package io.schemeless.eventstore.local.npm;

/// Gives an event whose clock was behind that of its predecessor in the stream the predecessor's
/// time, for the order alone: so the order of time never turns a stream around.
final class InOrderOfStream {
  private final SortFile sink;
  private String stream = "";
  private long latest = Long.MIN_VALUE;

  InOrderOfStream(SortFile sink) {
    this.sink = sink;
  }

  /// @param event after all of its stream with a lower sequence
  void add(NpmEvent event) {
    if (!event.stream().equals(stream)) {
      stream = event.stream();
      latest = Long.MIN_VALUE;
    }
    latest = Math.max(latest, event.created());
    sink.add(event.at(latest));
  }
}
