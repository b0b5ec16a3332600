package io.schemeless.eventstore.log.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// Tokens, for any place and any damage.
class TokenProperties {
  private static final Meta META = new Meta(1, "store", "abcdefghijklmnop", 1, "t", List.of(), "r");

  @Property
  void a_token_brings_back_its_place(
      @ForAll @LongRange(min = 1, max = Keys.MAX_NUMBER) long position,
      @ForAll @IntRange(max = 999) int index) {
    Cursor place = new Cursor(position, index);
    ContinuationToken token = place.token(META, "q");

    assertThat(Tokens.read(token, META, "q", Cursor::read)).isEqualTo(place);
  }

  @Property(tries = 20)
  void a_token_with_any_one_bit_flipped_is_refused(@ForAll @LongRange(min = 1) long position) {
    String token = new Cursor(position, 3).token(META, "q").value();
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
      assertThatThrownBy(() -> Tokens.read(new ContinuationToken(text), META, "q", Cursor::read))
          .isInstanceOf(TokenRejected.class);
    }
  }

  @Property
  void no_text_at_all_makes_a_token_by_chance(@ForAll String text) {
    assertThatThrownBy(() -> Tokens.read(new ContinuationToken(text), META, "q", Cursor::read))
        .isInstanceOf(TokenRejected.class);
  }

  @Property
  void a_token_of_another_life_or_question_is_refused(
      @ForAll @LongRange(min = 2) long epoch, @ForAll String question) {
    Meta later = new Meta(1, META.store(), META.incarnation(), epoch, "t", List.of(), "r");
    ContinuationToken token = Cursor.START.token(META, "q");

    assertThatThrownBy(() -> Tokens.read(token, later, "q", Cursor::read))
        .isInstanceOf(StoreWasReset.class);
    assertThatThrownBy(() -> Tokens.read(token, META, "q" + question + "!", Cursor::read))
        .isInstanceOf(TokenRejected.class);
  }
}
