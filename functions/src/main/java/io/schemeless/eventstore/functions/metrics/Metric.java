package io.schemeless.eventstore.functions.metrics;

/// What is counted, and by which names CloudWatch knows it. The dashboard and the alarms read them
/// here.
public enum Metric {
  /// Appends that were made; a repeated one counts once.
  APPENDS("Appends"),
  EVENTS_APPENDED("EventsAppended"),
  /// Appends refused because a stream was at another version.
  CONFLICTS("Conflicts"),
  /// Positions of the log that were given up for good.
  SEALED_HOLES("SealedHoles"),
  /// Events in pages.
  EVENTS_REPLAYED("EventsReplayed"),
  /// Pages of the log, of a stream or of a chain.
  PAGES("Pages"),
  READ_UNITS("ReadUnits"),
  WRITE_UNITS("WriteUnits"),
  /// Bodies put into the bucket.
  OFFLOADS("Offloads"),
  /// Items that a reset has deleted from the table.
  PURGED_ITEMS("PurgedItems"),
  /// Resets by request; those of the schedule are none.
  RESETS_ASKED("ResetsAsked"),
  /// Appends that ended without an answer whether they happened.
  UNKNOWN_OUTCOMES("UnknownOutcomes"),
  /// Reads of something that breaks the protocol.
  CORRUPT_DATA("CorruptData"),
  /// The oldest hole that a replay stood at.
  OLDEST_HOLE_AGE("OldestHoleAge", "Seconds");

  public static final String NAMESPACE = "SchemelessEventStore";

  /// The dimension that tells the stores apart.
  public static final String STORE = "Store";

  /// The dimension that tells a store's functions apart.
  public static final String FUNCTION = "Function";

  private final String published;
  private final String unit;

  Metric(String published) {
    this(published, "Count");
  }

  Metric(String published, String unit) {
    this.published = published;
    this.unit = unit;
  }

  /// Its name in CloudWatch.
  public String published() {
    return published;
  }

  /// Its unit in CloudWatch.
  String unit() {
    return unit;
  }
}
