package io.schemeless.eventstore.functions.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every small change of a continuation token, over HTTP, on each route that takes one.
class TokenBitsTest {
  private static final int BITS_OF_ASCII = 7;

  private final World world = World.inMemory(1);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_token_with_any_one_bit_flipped_is_refused() {
    for (Tokens.Asked asked : world.tokens().own()) {
      for (int bit = 0; bit < Tokens.bits(asked.token()); bit++) {
        refused(asked, Tokens.flipped(asked.token(), bit));
      }
    }
  }

  @Test
  void a_token_with_any_one_bit_of_its_text_flipped_is_refused() {
    Tokens.Asked asked = world.tokens().own().getFirst();
    for (int bit = 0; bit < asked.token().length() * BITS_OF_ASCII; bit++) {
      int at = bit / BITS_OF_ASCII;
      StringBuilder text = new StringBuilder(asked.token());
      text.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit % BITS_OF_ASCII));
      refused(asked, text.toString());
    }
  }

  @Test
  void a_token_cut_or_continued_anywhere_is_refused() {
    for (Tokens.Asked asked : world.tokens().own()) {
      for (int length = 0; length < asked.token().length(); length++) {
        refused(asked, asked.token().substring(0, length));
        refused(asked, asked.token() + asked.token().substring(length));
      }
    }
  }

  @Test
  void a_token_in_another_alphabet_is_refused() {
    for (Tokens.Asked asked : world.tokens().own()) {
      byte[] bytes = Base64.getUrlDecoder().decode(asked.token());
      refused(asked, Base64.getEncoder().encodeToString(bytes) + "==");
      refused(asked, Base64.getMimeEncoder(8, "\r\n".getBytes(US_ASCII)).encodeToString(bytes));
    }
  }

  @Test
  void a_token_of_another_question_or_another_store_is_refused() {
    for (Tokens.Asked asked : world.tokens().own()) {
      world.tokens().own().stream()
          .filter(other -> !other.equals(asked))
          .forEach(other -> refused(asked, other.token()));
      world.tokens().foreign().forEach(other -> refused(asked, other.token()));
    }
  }

  @Test
  void a_token_from_before_a_reset_says_so() {
    assertThat(world.tokens().stale())
        .isNotEmpty()
        .allSatisfy(old -> answered(old, old.token(), "store-was-reset"));
  }

  private void refused(Tokens.Asked asked, String token) {
    answered(asked, token, "token-rejected");
  }

  private void answered(Tokens.Asked asked, String token, String problem) {
    Exchange exchange = world.send(asked.with(token));
    Judge.judge(exchange);
    assertThat(exchange.problem()).as("%s at %s", token, asked).isEqualTo(problem);
  }
}
