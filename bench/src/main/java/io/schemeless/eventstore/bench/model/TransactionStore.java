package io.schemeless.eventstore.bench.model;

/// A store that puts an event and moves the number of the last one in one transaction, under the
/// condition that it is the number that the writer knows. A writer that lost reads it and tries
/// again.
final class TransactionStore implements OneOrder {
  private static final long UNKNOWN = -1;

  private final Simulation simulation;
  private final Client client;
  private final Partition last;
  private final long[] known;
  private long number;
  private boolean prepared;
  private long repeats;
  private long throttled;

  TransactionStore(Simulation simulation, int writers) {
    this.simulation = simulation;
    this.client = new Client(simulation);
    this.last = new Partition(simulation, Assumptions.PARTITION);
    this.known = new long[writers];
  }

  @Override
  public void append(int writer, Runnable done) {
    run(writer, done, 0);
  }

  @Override
  public long repeats() {
    return repeats;
  }

  @Override
  public long throttled() {
    return throttled;
  }

  private void run(int writer, Runnable done, int tries) {
    if (known[writer] != UNKNOWN) {
      transact(writer, done, tries);
      return;
    }
    double half = Assumptions.PUT.sample(simulation.random()) / 2;
    simulation.in(
        half,
        () -> {
          known[writer] = number;
          simulation.in(half, () -> transact(writer, done, tries));
        });
  }

  private void transact(int writer, Runnable done, int tries) {
    double time = Assumptions.TRANSACTION.sample(simulation.random());
    double rest = (1 - Assumptions.PREPARED_AFTER) * time;
    simulation.in(
        Assumptions.PREPARED_AFTER * time,
        () -> {
          boolean has = last.take(Assumptions.TRANSACTION_FACTOR);
          throttled += has ? 0 : 1;
          if (!has || prepared || known[writer] != number) {
            repeat(writer, done, tries, rest);
            return;
          }
          prepared = true;
          double held = (Assumptions.COMPLETED_AFTER - Assumptions.PREPARED_AFTER) * time;
          simulation.in(held, () -> complete(writer, done, rest - held));
        });
  }

  private void complete(int writer, Runnable done, double rest) {
    prepared = false;
    number++;
    known[writer] = number;
    simulation.in(rest, done);
  }

  private void repeat(int writer, Runnable done, int tries, double rest) {
    repeats++;
    known[writer] = UNKNOWN;
    double pause = client.pause(Assumptions.CONFLICT_PAUSE, tries);
    simulation.in(rest + pause, () -> run(writer, done, tries + 1));
  }
}
