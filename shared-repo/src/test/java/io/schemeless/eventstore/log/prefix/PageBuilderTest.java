package io.schemeless.eventstore.log.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a page is full.
class PageBuilderTest {
  private static final Event EVENT =
      new Event(
          "id",
          false,
          StreamId.of("a"),
          "t",
          Json.parse("1"),
          null,
          null,
          null,
          List.of(),
          Instant.EPOCH,
          1,
          1,
          0,
          Instant.EPOCH,
          null);

  /// Its JSON and the comma after it.
  private static final long SIZE = EventJson.write(EVENT).length + 1L;

  @Test
  void a_page_is_full_with_its_last_event() {
    PageBuilder page = new PageBuilder(new PageLimits(2, 1_000_000));

    assertThat(page.isEmpty()).isTrue();
    assertThat(page.add(EVENT)).isTrue();
    assertThat(page.isFull()).isFalse();
    assertThat(page.eventsLeft()).isEqualTo(1);
    assertThat(page.bytesLeft()).isEqualTo(1_000_000 - SIZE);
    assertThat(page.add(EVENT)).isTrue();
    assertThat(page.isFull()).isTrue();
    assertThat(page.eventsLeft()).isZero();
    assertThat(page.add(EVENT)).isFalse();
    assertThat(page.events()).hasSize(2);
  }

  @Test
  void an_event_that_just_fits_is_taken_and_one_byte_more_is_not() {
    PageBuilder fits = new PageBuilder(new PageLimits(10, 2 * SIZE));
    PageBuilder lacks = new PageBuilder(new PageLimits(10, 2 * SIZE - 1));
    fits.add(EVENT);
    lacks.add(EVENT);

    assertThat(fits.add(EVENT)).isTrue();
    assertThat(fits.bytesLeft()).isZero();
    assertThat(fits.isFull()).isFalse();
    assertThat(lacks.add(EVENT)).isFalse();
    assertThat(lacks.isFull()).isTrue();
    assertThat(lacks.events()).hasSize(1);
  }

  /// So many that most are taken on a guess.
  @Test
  void a_page_of_many_has_as_many_as_fit() {
    PageBuilder page = new PageBuilder(new PageLimits(10_000, 5_000 * SIZE + SIZE / 2));
    int taken = 0;
    while (page.add(EVENT)) {
      taken++;
      if (taken % 1_700 == 0) {
        assertThat(page.bytesLeft()).isEqualTo((5_000 - taken) * SIZE + SIZE / 2);
      }
    }

    assertThat(taken).isEqualTo(5_000);
    assertThat(page.events()).hasSize(taken);
  }

  @Test
  void the_first_event_is_taken_whatever_its_size() {
    PageBuilder page = new PageBuilder(new PageLimits(10, 1));

    assertThat(page.add(EVENT)).isTrue();
    assertThat(page.bytesLeft()).isZero();
    assertThat(page.add(EVENT)).isFalse();
  }
}
