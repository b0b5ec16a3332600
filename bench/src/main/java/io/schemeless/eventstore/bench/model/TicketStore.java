package io.schemeless.eventstore.bench.model;

import io.schemeless.eventstore.port.ItemSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// This store: a ticket from the counter, the commits, the slot. Appends that wait in one process
/// go together, as in the library: so many groups at once, so many items a group.
final class TicketStore implements OneOrder {
  private static final int MAX_GROUPS = 4;
  private static final int MAX_APPENDS = 20;

  private final Simulation simulation;
  private final Client client;
  private final Partition counter;
  private final Partition log;
  private final List<Process> processes = new ArrayList<>();

  /// @param processes that the writers are spread over; as many as writers is a Lambda function,
  ///   which has one request at a time
  TicketStore(Simulation simulation, int processes) {
    this.simulation = simulation;
    this.client = new Client(simulation);
    this.counter = new Partition(simulation, Assumptions.PARTITION);
    this.log = new Partition(simulation, Assumptions.PARTITION);
    for (int i = 0; i < processes; i++) {
      this.processes.add(new Process());
    }
  }

  @Override
  public void append(int writer, Runnable done) {
    Process process = processes.get(writer % processes.size());
    process.waiting.add(done);
    process.startGroups();
  }

  @Override
  public long repeats() {
    return 0;
  }

  @Override
  public long throttled() {
    return client.throttled();
  }

  /// What the busier of its two hot partitions has spent.
  long hottest() {
    return Math.max(counter.spent(), log.spent());
  }

  private final class Process {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int groups;

    void startGroups() {
      while (groups < MAX_GROUPS && !waiting.isEmpty()) {
        List<Runnable> group = new ArrayList<>();
        while (group.size() < MAX_APPENDS && !waiting.isEmpty()) {
          group.add(waiting.remove());
        }
        groups++;
        client.put(counter, 1, () -> commits(group));
      }
    }

    /// All at once, each in a partition of its own; the last one counts.
    private void commits(List<Runnable> group) {
      double longest = 0;
      for (int i = 0; i < group.size(); i++) {
        longest = Math.max(longest, Assumptions.PUT.sample(simulation.random()));
      }
      int bytes = Assumptions.SLOT_BYTES + group.size() * Assumptions.APPEND_BYTES;
      int units = ItemSize.writeUnits(bytes);
      simulation.in(longest, () -> client.put(log, units, () -> end(group)));
    }

    private void end(List<Runnable> group) {
      groups--;
      group.forEach(Runnable::run);
      startGroups();
    }
  }
}
