package io.schemeless.eventstore.log.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
  private static byte[] repeated(int length) {
    return "ab".repeat(length / 2).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void what_fits_one_write_unit_stays_plain() {
    Packed packed = Packed.pack(repeated(900), 124, null);

    assertThat(packed.raw()).isNull();
    assertThat(packed.unpack()).isEqualTo(repeated(900));
  }

  @Test
  void what_deflating_saves_a_write_unit_for_is_deflated() {
    Packed packed = Packed.pack(repeated(902), 124, null);

    assertThat(packed.raw()).isEqualTo(902);
    assertThat(packed.size()).isLessThan(100);
    assertThat(packed.unpack()).isEqualTo(repeated(902));
  }

  @Test
  void what_deflating_saves_nothing_for_stays_plain() {
    byte[] noise = new byte[3000];
    new Random(1).nextBytes(noise);

    assertThat(Packed.pack(noise, 100, null).raw()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 8192, 8193, 3_000_000})
  void any_length_survives(int length) {
    byte[] plain = Noise.text(length).getBytes(StandardCharsets.UTF_8);

    assertThat(Packed.deflated(plain).unpack()).isEqualTo(plain);
  }

  @Test
  void bytes_that_do_not_inflate_to_the_length_they_claim_are_corrupt() {
    Packed good = Packed.deflated(repeated(1000));

    assertThatThrownBy(() -> new Packed(good.bytes(), 999).unpack())
        .isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> new Packed(good.bytes(), 1001).unpack())
        .isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> new Packed(Arrays.copyOf(good.bytes(), 5), 1000).unpack())
        .isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> new Packed(new byte[] {7, 7, 7}, 10).unpack())
        .isInstanceOf(CorruptData.class);
  }
}
