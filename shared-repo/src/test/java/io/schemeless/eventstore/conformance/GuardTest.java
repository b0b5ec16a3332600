package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/// Proves that the suite can fail: run on a table that breaks one of its guarantees, it does.
class GuardTest {
  private static Function<Cells, Cells> breaking = cells -> cells;

  enum Broken {
    A_PUT_IGNORES_ITS_CONDITION(
        cells ->
            new ForwardingCells(cells) {
              @Override
              public Put put(Cell cell, Condition condition) {
                cells.delete(List.of(cell.key()));
                return super.put(cell, condition);
              }
            }),
    A_REFUSED_PUT_SAYS_WRITTEN(
        cells ->
            new ForwardingCells(cells) {
              @Override
              public Put put(Cell cell, Condition condition) {
                Put put = super.put(cell, condition);
                return put instanceof Put.Refused ? new Put.Written() : put;
              }
            }),
    A_QUERY_RUNS_THE_WRONG_WAY(
        cells ->
            new ForwardingCells(cells) {
              @Override
              public CellPage query(Range range) {
                CellPage slice = super.query(range);
                return new CellPage(slice.cells().reversed(), slice.more());
              }
            }),
    A_CONSISTENT_QUERY_SEES_NOTHING(
        cells ->
            new ForwardingCells(cells) {
              @Override
              public CellPage query(Range range) {
                return range.read() == Read.CONSISTENT
                    ? new CellPage(List.of(), false)
                    : super.query(range);
              }
            }),
    A_TRANSACTION_MAKES_HALF_OF_ITS_CHANGES(
        cells ->
            new ForwardingCells(cells) {
              @Override
              public boolean transact(List<Change> changes) {
                return super.transact(changes.subList(0, (changes.size() + 1) / 2));
              }
            });

    private final Function<Cells, Cells> breaks;

    Broken(Function<Cells, Cells> breaks) {
      this.breaks = breaks;
    }
  }

  @ParameterizedTest
  @EnumSource(Broken.class)
  void the_suite_fails_on_a_broken_table(Broken broken) {
    breaking = broken.breaks;

    assertThat(failures()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(value = Sound.class)
  void the_suite_passes_on_a_sound_table(Sound sound) {
    breaking = sound.breaks;

    assertThat(failures()).isZero();
  }

  enum Sound {
    AS_IT_IS(cells -> cells),
    WRAPPED(ForwardingCells::new),
    /// A cell that a query left out looks like a hole, and the log heals holes.
    A_QUERY_SKIPS_ITS_LAST_CELL(
        cells ->
            new ForwardingCells(cells) {
              @Override
              public CellPage query(Range range) {
                CellPage slice = super.query(range);
                return slice.cells().size() < 2
                    ? slice
                    : new CellPage(
                        slice.cells().subList(0, slice.cells().size() - 1), slice.more());
              }
            });

    private final Function<Cells, Cells> breaks;

    Sound(Function<Cells, Cells> breaks) {
      this.breaks = breaks;
    }
  }

  private static long failures() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(AppendOnBroken.class), selectClass(ReplayOnBroken.class))
        .configurationParameter("junit.jupiter.execution.timeout.default", "3s")
        .execute()
        .testEvents()
        .failed()
        .count();
  }

  @Tag("guard")
  static class AppendOnBroken extends AppendContract {
    @Override
    protected Ports freshPorts() {
      return new Ports(breaking.apply(new MemoryCells()), new MemoryObjectStore());
    }
  }

  @Tag("guard")
  static class ReplayOnBroken extends ReplayContract {
    @Override
    protected Ports freshPorts() {
      return new Ports(breaking.apply(new MemoryCells()), new MemoryObjectStore());
    }
  }
}
