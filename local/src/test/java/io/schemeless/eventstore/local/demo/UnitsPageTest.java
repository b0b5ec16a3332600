package io.schemeless.eventstore.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Meter;
import io.schemeless.eventstore.port.MeteredCells;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// The figures of `docs/reference/units.md`, counted again. They are the port's, so they are the
/// same on every table; the demo counts them on DynamoDB Local.
class UnitsPageTest {
  private static final String PAGE = page();
  private static final Json PAYLOAD = Json.parse("{\"by\":\"counter 4\"}");
  private static final StreamId STREAM = StreamId.of("permit", "case-1");
  private static final NewEvent SMALL = NewEvent.of(STREAM, "received", PAYLOAD);
  private static final int SINGLY = 1_000;
  private static final int TOGETHER = 100;

  private final Meter meter = new Meter();
  private final Cells cells = new MeteredCells(new MemoryCells(), meter);
  private final ObjectStore objects = new MemoryObjectStore();
  private final EventStore store = process();

  /// One that knows which store it is, and no stream.
  private EventStore process() {
    EventStore opened = opened();
    append(opened, NewEvent.of(StreamId.of("permit", "of-" + meter.usage()), "received", PAYLOAD));
    return opened;
  }

  private EventStore opened() {
    return new LogEventStore(cells, objects, new SystemHost(), StoreOptions.DEFAULT);
  }

  @Test
  void small_appends() {
    Usage first = append(store, SMALL);
    Usage remembered = append(store, SMALL);
    Usage unknown = append(process(), SMALL);

    row("the first append to a stream", first);
    row("small append, known stream, the process remembers its head", remembered);
    row("the same in a process that does not", unknown);
  }

  @Test
  void ten_together() {
    List<NewEvent> log = PermitLog.read();
    List<NewEvent> ten =
        IntStream.range(0, 10)
            .mapToObj(i -> SampleEvents.resized(log.get(i), 200, i))
            .map(e -> NewEvent.of(STREAM, e.type(), e.payload()).withCreated(e.created()))
            .toList();
    append(store, SMALL);

    Usage remembered = cost(() -> store.append(AppendRequest.of(ten)));
    EventStore other = process();
    Usage unknown = cost(() -> other.append(AppendRequest.of(ten)));

    assertThat(remembered.readUnits()).isZero();
    row("ten events of 200 bytes in one append", unknown.writeUnits(), "0 to " + number(unknown));
    assertThat(remembered.writeUnits()).isEqualTo(unknown.writeUnits());
  }

  @Test
  void every_name_that_is_looked_up_by_is_a_record() {
    append(store, SMALL);
    Usage plain = append(store, SMALL);

    for (NewEvent named :
        List.of(SMALL.withCorrelationId("c"), SMALL.withCausationId("k"), SMALL.withId("id-1"))) {
      Usage one = append(store, named).minus(plain);
      row("each distinct correlation or causation id", "+" + one.writeUnits(), number(one));
    }
    AppendRequest keyed = AppendRequest.of(SMALL).withIdempotencyKey("key");
    assertThat(cost(() -> store.append(keyed)).minus(plain).writeUnits()).isOne();
  }

  @Test
  void a_wrong_version() {
    append(store, SMALL);
    AppendRequest wrong = AppendRequest.of(SMALL).expecting(STREAM, ExpectedVersion.exactly(7));

    Usage remembered = refused(store, wrong);
    Usage unknown = refused(process(), wrong);

    row("an append on the wrong version", 0, number(remembered) + " to " + number(unknown));
    assertThat(remembered.writeUnits() + unknown.writeUnits()).isZero();
  }

  private Usage refused(EventStore by, AppendRequest request) {
    return cost(
        () ->
            assertThatExceptionOfType(StoreException.VersionConflict.class)
                .isThrownBy(() -> by.append(request)));
  }

  @Test
  void a_thousand_events_of_500_bytes() {
    EventStore alone = opened();
    List<NewEvent> log = PermitLog.read();
    for (int i = 0; i < 2 * SINGLY; i++) {
      append(alone, SampleEvents.resized(log.get(i), 500, i));
    }
    EventPage first = alone.replay(null, PageLimits.ofEvents(SINGLY), ReplayFilter.ALL);

    Usage replay =
        cost(() -> alone.replay(first.next(), PageLimits.ofEvents(SINGLY), ReplayFilter.ALL));
    Usage new1000 = cost(() -> alone.replay(null, PageLimits.ofEvents(SINGLY), ReplayFilter.ALL));

    row("replay of 1,000 events of 500 bytes, appended singly", replay);
    assertThat(PAGE).contains("| %d requests: the log".formatted(replay.requests()));
    row("the first 1,000 of a store", new1000);
    assertThat(replay.readUnits()).isLessThanOrEqualTo(30);
  }

  @Test
  void events_that_share_a_write_unit() {
    List<NewEvent> log = PermitLog.read();
    for (int i = 0; i < SINGLY; i++) {
      append(store, log.get(i));
    }
    int together = 0;
    Usage used = meter.usage();
    for (int count = 1; together == count - 1; count++) {
      append(store, SMALL);
      List<NewEvent> some =
          log.subList(2 * SINGLY, 2 * SINGLY + count).stream()
              .map(e -> NewEvent.of(STREAM, e.type(), e.payload()).withCreated(e.created()))
              .toList();
      used = cost(() -> store.append(AppendRequest.of(some)));
      together = used.writeUnits() <= 3 ? count : together;
    }

    assertThat(together).isGreaterThanOrEqualTo(6);
    row(together + " events of the permit log in one append to a known stream", 3, "0");
  }

  /// The figures are those of the demo, which checks them on DynamoDB Local, where it takes longer.
  @Test
  void the_permit_log() {
    EventStore alone = opened();
    List<NewEvent> log = PermitLog.read();
    int end = log.size() - SINGLY;

    Usage hundreds =
        cost(
            () -> {
              for (int from = 0; from < end; from += TOGETHER) {
                alone.append(AppendRequest.of(log.subList(from, Math.min(from + TOGETHER, end))));
              }
            });
    Usage singly = cost(() -> log.subList(end, log.size()).forEach(e -> append(alone, e)));

    nearly(Demo.HUNDREDS_WRITES, hundreds.writeUnits());
    nearly(Demo.HUNDREDS_READS, hundreds.readUnits());
    nearly(Demo.SINGLE_WRITES, singly.writeUnits());
    nearly(Demo.SINGLE_READS, singly.readUnits());
    row(
        "the permit log appended in hundreds (7,577 events, 76 appends)",
        Demo.HUNDREDS_WRITES,
        Numbers.format(Demo.HUNDREDS_READS));
    row(
        "the permit log appended one by one (the last 1,000 events)",
        Demo.SINGLE_WRITES,
        Numbers.format(Demo.SINGLE_READS));
    assertThat(end).isEqualTo(7_577);
    assertThat(Math.ceilDiv(end, TOGETHER)).isEqualTo(76);
    assertThat(log.subList(0, end).stream().map(NewEvent::stream).distinct()).hasSize(1_257);
    assertThat(PAGE).contains("| 1,257 streams, each of them new |");
  }

  /// The pages of DynamoDB end elsewhere than those in memory, so this one is the demo's to count.
  @Test
  void the_replay_is_the_one_that_the_demo_checks() {
    row("replay of all 8,577 and two more, pages of 1,000", 0, Numbers.format(Demo.REPLAY_READS));
  }

  @Test
  void a_poll_at_rest_is_what_the_price_of_a_reader_is_made_of() throws IOException {
    append(store, SMALL);
    EventPage page = store.replay(null, PageLimits.ofEvents(SINGLY), ReplayFilter.ALL);

    Usage poll =
        cost(() -> store.replay(page.next(), PageLimits.ofEvents(SINGLY), ReplayFilter.ALL));

    assertThat(Files.readString(Path.of("../docs/reference/cost.md")))
        .contains("| read units | " + number(poll) + " × ");
  }

  private static void nearly(double told, double counted) {
    assertThat(counted).isCloseTo(told, Percentage.withPercentage(1));
  }

  private static void row(String what, Usage used) {
    row(what, used.writeUnits(), number(used));
  }

  private static void row(String what, Object writes, String reads) {
    String row = PAGE.lines().filter(l -> l.startsWith("| " + what)).findFirst().orElseThrow();
    String told = writes instanceof Number n ? Numbers.format(n.doubleValue()) : "" + writes;
    assertThat(row).contains(" | " + told + " | " + reads + " | ");
  }

  private static String number(Usage used) {
    return Numbers.format(used.readUnits());
  }

  private Usage append(EventStore to, NewEvent event) {
    return cost(() -> to.append(AppendRequest.of(event)));
  }

  private Usage cost(Runnable calls) {
    Usage before = meter.usage();
    calls.run();
    return meter.usage().minus(before);
  }

  private static String page() {
    try {
      return Files.readString(Path.of("../docs/reference/units.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
