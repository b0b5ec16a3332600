package io.schemeless.eventstore.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must follow from the assumptions, whatever the model's dice say.
class ModelTest {
  private final Simulation simulation = new Simulation(7);

  @Test
  void latencies_go_through_the_published_points() {
    double[] all = new double[100_000];
    Arrays.setAll(all, _ -> Assumptions.TRANSACTION.sample(simulation.random()));
    Arrays.sort(all);

    assertThat(all[0]).isGreaterThanOrEqualTo(19.4);
    assertThat(all[50_000]).isCloseTo(25.3, within(0.2));
    assertThat(all[99_000]).isCloseTo(92.5, within(4.0));
  }

  @Test
  void a_lone_writer_takes_three_puts() {
    Load.Outcome outcome = Load.run(simulation, new TicketStore(simulation, 1), 1);

    assertThat(outcome.median()).isBetween(3 * 7.55, 3 * 8.5);
    assertThat(outcome.rate() * outcome.median()).isCloseTo(1_000, within(30.0));
    assertThat(outcome.throttled()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {250, 1_000})
  void no_partition_gives_more_than_it_has(int writers) {
    TicketStore store = new TicketStore(simulation, writers);

    Load.Outcome outcome = Load.run(simulation, store, writers);

    assertThat(store.hottest()).isLessThanOrEqualTo(1_000L * 71);
    assertThat(outcome.rate()).isBetween(900.0, 1_001.0);
    assertThat(outcome.throttled()).isPositive();
  }

  @Test
  void those_that_go_together_take_fewer_tickets() {
    TicketStore together = new TicketStore(simulation, 1);

    Load.Outcome outcome = Load.run(simulation, together, 250);

    assertThat(outcome.rate()).isGreaterThan(1_000);
    assertThat(together.hottest()).isLessThan((long) (outcome.rate() * 70));
  }

  @Test
  void transactions_on_one_item_come_one_after_the_other() {
    Simulation other = new Simulation(7);

    Load.Outcome one = Load.run(simulation, new TransactionStore(simulation, 1), 1);
    Load.Outcome many = Load.run(other, new TransactionStore(other, 64), 64);

    assertThat(one.repeats()).isZero();
    assertThat(many.repeats()).isPositive();
    // It is held for the middle half of each, and no two hold it at once.
    assertThat(many.rate()).isLessThan(1_000 / (19.4 / 2));
  }

  @Test
  void a_seed_makes_a_run() {
    Simulation again = new Simulation(7);

    assertThat(Load.run(again, new TransactionStore(again, 16), 16))
        .isEqualTo(Load.run(simulation, new TransactionStore(simulation, 16), 16));
  }
}
