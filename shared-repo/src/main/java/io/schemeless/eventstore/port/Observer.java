package io.schemeless.eventstore.port;

/// Told of what the protocol does beside what it was asked for. Called from any thread, and must
/// not throw.
public interface Observer {
  /// Looks away.
  Observer NONE =
      new Observer() {
        @Override
        public void holeSeen(long ageMillis) {}

        @Override
        public void holeSealed() {}

        @Override
        public void bodyOffloaded() {}
      };

  /// A replay stands at a hole in the log.
  ///
  /// @param ageMillis how long a later slot has been there, by the wall clocks of two processes; 0
  ///   or more
  void holeSeen(long ageMillis);

  /// A position was given up for good.
  void holeSealed();

  /// A body was put into the bucket.
  void bodyOffloaded();
}
