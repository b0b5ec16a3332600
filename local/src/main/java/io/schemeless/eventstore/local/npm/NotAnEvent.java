package io.schemeless.eventstore.local.npm;

/// What an item lacks to be an event.
final class NotAnEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAnEvent(String message) {
    super(message);
  }
}
