package io.schemeless.eventstore.bench.model;

/// What the model takes for given, and where it is from.
final class Assumptions {
  /// Of one conditional `PutItem`, or `UpdateItem`, of a small item, from a Lambda function in the
  /// table's region, in milliseconds: least, median and 99th percentile as [measured by Alex
  /// DeBrie](https://github.com/alexdebrie/dynamodb-performance-testing) in 2020. A consistent
  /// `GetItem` is taken to be as fast, for want of a figure from the same place.
  static final Latency PUT = new Latency(5.47, 7.55, 16.2);

  /// Of a `TransactWriteItems` of five items, from the same source. Two items may take less; one
  /// that is refused takes as long there.
  static final Latency TRANSACTION = new Latency(19.4, 25.3, 92.5);

  /// A transaction conflicts with others on an item while it has prepared it and not yet completed
  /// it ([Distributed Transactions at Scale in Amazon
  /// DynamoDB](https://www.usenix.org/conference/atc23/presentation/idziorek), section 4). How long
  /// that is, is not published: the middle half of its time is assumed.
  static final double PREPARED_AFTER = 0.25;

  /// See [#PREPARED_AFTER].
  static final double COMPLETED_AFTER = 0.75;

  /// Write units a second of [one
  /// partition](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html).
  /// Neither a single item nor a range of ascending sort keys gets more by being split.
  static final int PARTITION = 1_000;

  /// Each write of a transaction costs twice ([read and write
  /// operations](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html)).
  static final int TRANSACTION_FACTOR = 2;

  /// The first pause after a throttled request, in milliseconds, at random up to it, then up to
  /// twice as long, as the store's own client has it.
  static final double THROTTLED_PAUSE = 200;

  /// The first pause after a transaction that conflicted.
  static final double CONFLICT_PAUSE = 25;

  /// The bound of every pause.
  static final double LONGEST_PAUSE = 2_000;

  /// How large a slot is beside what it says of each append, and for each: stream, version and
  /// packed event. Such a slot of one append of 500 bytes has the size that 24 read units for 1,000
  /// come from; one of 20 was measured to have 1.5 KB.
  static final int SLOT_BYTES = 110;

  /// See [#SLOT_BYTES].
  static final int APPEND_BYTES = 70;

  private Assumptions() {}
}
