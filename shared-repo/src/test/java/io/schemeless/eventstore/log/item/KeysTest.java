package io.schemeless.eventstore.log.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where everything lies, to the letter: a change here makes every stored event unreadable.
class KeysTest {
  private static final String INCARNATION = "abcdefghijklmnop";
  private static final String ZERO = "000000000000000";

  private final Keys keys = new Keys(INCARNATION);

  @Test
  void every_kind_of_item_has_its_own_partitions() {
    StreamId stream = StreamId.of("permit", "case-1");

    assertThat(keys.counter()).isEqualTo(new Key(INCARNATION + "/n", ZERO));
    assertThat(keys.slot(12)).isEqualTo(new Key(INCARNATION + "/l", "000000000000012"));
    assertThat(keys.commit(stream, 3))
        .isEqualTo(new Key(INCARNATION + "/s/6:permit/case-1", "000000000000003"));
    assertThat(keys.eventClaim("x")).isEqualTo(new Key(INCARNATION + "/e/x", ZERO));
    assertThat(keys.keyClaim("x")).isEqualTo(new Key(INCARNATION + "/k/x", ZERO));
    assertThat(keys.chain("x", 7)).isEqualTo(new Key(INCARNATION + "/c/x", "000000000000007"));
    assertThat(keys.indexPartition("permit")).isEqualTo(INCARNATION + "/d/permit");
    assertThat(keys.object("y")).isEqualTo(INCARNATION + "/y");
    assertThat(keys.objects()).isEqualTo(INCARNATION + "/");
    assertThat(keys.cells()).isEqualTo(INCARNATION + "/");
  }

  @Test
  void a_stream_without_an_identifier_sorts_before_all_others_of_its_domain() {
    assertThat(Keys.indexSort(StreamId.of("permit"))).isEqualTo("-");
    assertThat(Keys.indexSort(StreamId.of("permit", ""))).isEqualTo("=");
    assertThat(Keys.indexSort(StreamId.of("permit", "case-1"))).isEqualTo("=case-1");
    assertThat(Keys.name(StreamId.of("permit"))).isEqualTo("6:permit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0;1", "0,2;2", "0-2;3", "1,3-4,9;4", "5-6;2"})
  void the_places_of_events_are_ranges(String text, int count) {
    Indexes indexes = Indexes.parse(text);

    assertThat(indexes.count()).isEqualTo(count);
    assertThat(indexes.text()).isEqualTo(text);
    assertThat(indexes).hasToString(text).isEqualTo(Indexes.parse(text));
    assertThat(indexes).hasSameHashCodeAs(Indexes.parse(text));
    assertThat(indexes).isNotEqualTo(Indexes.parse("7")).isNotEqualTo(text);
    assertThat(indexes.hashCode()).isNotEqualTo(Indexes.parse("7").hashCode());
    assertThat(indexes.find(indexes.get(count - 1))).isEqualTo(count - 1);
    assertThat(indexes.find(10)).isNegative();
  }
}
