package io.schemeless.eventstore.log.item;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Value;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a claim holds, and what it says.
class ClaimTest {
  private static final Keys KEYS = new Keys("abcdefghijklmnop");
  private static final Claim.Name ID = new Claim.Name.EventId("id-1", 2);
  private static final Claim.Name KEY = new Claim.Name.IdempotencyKey("key-1");
  private static final long RECORDED = 1_318_340_740_123L;

  private static Claim claim(int items) {
    CommitId commit = new CommitId(new Value.Bytes(new byte[16]));
    return new Claim(commit, 7, 2, new Value.Bytes(new byte[32]), RECORDED, items);
  }

  @Test
  void an_id_is_claimed_for_ever_and_a_key_leaves_the_table_after_eight_days() {
    assertThat(claim(0).cell(KEYS, ID).has(Cell.EXPIRES)).isFalse();
    assertThat(claim(0).cell(KEYS, KEY).number(Cell.EXPIRES))
        .isEqualTo(RECORDED / 1000 + Duration.ofDays(8).toSeconds());
  }

  @Test
  void a_key_is_honoured_for_seven_days_and_an_id_for_ever() {
    long week = Duration.ofDays(7).toMillis();

    assertThat(claim(0).isExpired(KEY, RECORDED + week)).isFalse();
    assertThat(claim(0).isExpired(KEY, RECORDED + week + 1)).isTrue();
    assertThat(claim(0).isExpired(ID, RECORDED + 100 * week)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "21, true"})
  void only_a_large_append_says_how_many_items_it_has(int items, boolean said) {
    Cell cell = claim(items).cell(KEYS, ID);

    assertThat(cell.has(Attributes.ITEMS)).isEqualTo(said);
    assertThat(Claim.of(cell)).isEqualTo(claim(items));
  }

  /// The vectors of RFC 4648, section 10, in lower case and without padding.
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, my",
    "fo, mzxq",
    "foo, mzxw6",
    "foob, mzxw6yq",
    "fooba, mzxw6ytb",
    "foobar, mzxw6ytboi"
  })
  void random_names_are_base32(String plain, String encoded) {
    assertThat(Base32.encode(plain.getBytes(US_ASCII))).isEqualTo(encoded);
  }
}
