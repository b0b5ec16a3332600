package io.schemeless.eventstore.log;

/// Where a reader of the log goes on: at the event with this place in the append at this position.
/// Places count all events, whatever the filter.
record Cursor(long position, int index) {
  static final Cursor START = new Cursor(1, 0);

  static Cursor after(long position) {
    return new Cursor(position + 1, 0);
  }
}
