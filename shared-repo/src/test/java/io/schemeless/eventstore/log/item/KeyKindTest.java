package io.schemeless.eventstore.log.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyKindTest {
  private static final String INCARNATION = "abcdefghijklmnop";
  private static final String ZERO = "000000000000000";
  private static final String ONE = "000000000000001";

  private final Keys keys = new Keys(INCARNATION);

  @Test
  void every_key_that_is_made_is_read_as_what_it_was_made_for() {
    assertThat(KeyKind.of(keys.counter())).isEqualTo(KeyKind.COUNTER);
    assertThat(KeyKind.of(keys.slot(1))).isEqualTo(KeyKind.SLOT);
    assertThat(KeyKind.of(keys.commit(StreamId.of("a", "b/\n\0"), 1))).isEqualTo(KeyKind.COMMIT);
    assertThat(KeyKind.of(keys.commit(StreamId.of("a"), 7))).isEqualTo(KeyKind.COMMIT);
    assertThat(KeyKind.of(keys.eventClaim("/n"))).isEqualTo(KeyKind.EVENT_CLAIM);
    assertThat(KeyKind.of(keys.keyClaim("\n"))).isEqualTo(KeyKind.KEY_CLAIM);
    assertThat(KeyKind.of(keys.chain("c", 0))).isEqualTo(KeyKind.CHAIN);
    assertThat(KeyKind.of(Keys.META)).isEqualTo(KeyKind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "/n," + ONE,
    "/n/," + ZERO,
    "/l," + ZERO,
    "/l,1",
    "/l,00000000000000a",
    "/s/1:a," + ZERO,
    "/s/1:a,x",
    "/s/01:a," + ONE,
    "/s/2:a," + ONE,
    "/s/a," + ONE,
    "/s," + ONE,
    "/e/x," + ONE,
    "/k/x," + ONE,
    "/c/x,7",
    "/d/x," + ZERO,
    "n," + ZERO,
    "/," + ZERO,
    "''," + ZERO
  })
  void a_key_that_nobody_makes_is_none_of_the_store_s(String rest, String sort) {
    assertThat(KeyKind.of(new Key(INCARNATION + rest, sort))).isEqualTo(KeyKind.OTHER);
  }

  @Test
  void only_a_partition_or_an_object_of_an_incarnation_names_it() {
    assertThat(Keys.incarnationOf(keys.slot(1))).isEqualTo(INCARNATION);
    assertThat(Keys.incarnationOf(new Key(INCARNATION + "/s/x", "x"))).isEqualTo(INCARNATION);
    assertThat(Keys.incarnationOf(Keys.META)).isNull();
    assertThat(Keys.incarnationOf(new Key(INCARNATION.replace("a", "A") + "/n", ZERO))).isNull();
    assertThat(Keys.incarnationOf(keys.object("a".repeat(24) + "-0"))).isEqualTo(INCARNATION);
    assertThat(Keys.incarnationOf(keys.object("a"))).isNull();
  }

  @Test
  void only_an_idempotency_key_may_expire() {
    for (KeyKind kind : KeyKind.values()) {
      assertThat(kind.mayExpire()).isEqualTo(kind == KeyKind.KEY_CLAIM);
    }
  }
}
