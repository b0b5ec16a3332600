package io.schemeless.eventstore.bench.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How many appends one order takes on AWS, and how long each, as more write at once. Nothing is
/// measured: it is what follows from [Assumptions].
public final class Model {
  /// What `--only` knows it by.
  public static final String NAME = "model";

  private static final long SEED = 1;
  private static final List<Integer> WRITERS = List.of(1, 4, 16, 64, 250, 1_000);

  /// A way to give events one order.
  private interface Kind {
    OneOrder store(Simulation simulation, int writers);
  }

  private Model() {}

  /// All of it as a Markdown table.
  public static String table() {
    StringBuilder text =
        new StringBuilder(
            """
            | one order | writers | appends/s | p50 ms | p99 ms | repeats | throttled |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    kinds()
        .forEach((name, kind) -> WRITERS.forEach(writers -> text.append(row(name, kind, writers))));
    return text.toString();
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("ours, a request a process", TicketStore::new);
    kinds.put("ours, four processes", (simulation, _) -> new TicketStore(simulation, 4));
    kinds.put("ours, one process", (simulation, _) -> new TicketStore(simulation, 1));
    kinds.put("a transaction an append", TransactionStore::new);
    return kinds;
  }

  private static String row(String name, Kind kind, int writers) {
    Simulation simulation = new Simulation(SEED);
    Load.Outcome outcome = Load.run(simulation, kind.store(simulation, writers), writers);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
        name,
        writers,
        outcome.rate(),
        outcome.median(),
        outcome.p99(),
        outcome.repeats(),
        outcome.throttled());
  }
}
