package io.schemeless.eventstore.functions.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.Exchange;
import io.schemeless.eventstore.functions.hostile.judge.Judge;
import io.schemeless.eventstore.functions.hostile.requests.TokenPool;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every small change of a continuation token, over HTTP, on each route that takes one.
class TokenBitsTest {
  private static final int BITS_OF_ASCII = 7;

  private final FuzzTarget target = FuzzTarget.inMemory(1);

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void a_token_with_any_one_bit_flipped_is_refused() {
    for (TokenPool.Issued issued : target.tokens().own()) {
      for (int bit = 0; bit < TokenPool.bits(issued.token()); bit++) {
        refused(issued, TokenPool.flipped(issued.token(), bit));
      }
    }
  }

  @Test
  void a_token_with_any_one_bit_of_its_text_flipped_is_refused() {
    TokenPool.Issued issued = target.tokens().own().getFirst();
    for (int bit = 0; bit < issued.token().length() * BITS_OF_ASCII; bit++) {
      int at = bit / BITS_OF_ASCII;
      StringBuilder text = new StringBuilder(issued.token());
      text.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit % BITS_OF_ASCII));
      refused(issued, text.toString());
    }
  }

  @Test
  void a_token_cut_or_continued_anywhere_is_refused() {
    for (TokenPool.Issued issued : target.tokens().own()) {
      for (int length = 0; length < issued.token().length(); length++) {
        refused(issued, issued.token().substring(0, length));
        refused(issued, issued.token() + issued.token().substring(length));
      }
    }
  }

  @Test
  void a_token_in_another_alphabet_is_refused() {
    for (TokenPool.Issued issued : target.tokens().own()) {
      byte[] bytes = Base64.getUrlDecoder().decode(issued.token());
      refused(issued, Base64.getEncoder().encodeToString(bytes) + "==");
      refused(issued, Base64.getMimeEncoder(8, "\r\n".getBytes(US_ASCII)).encodeToString(bytes));
    }
  }

  @Test
  void a_token_of_another_question_or_another_store_is_refused() {
    for (TokenPool.Issued issued : target.tokens().own()) {
      target.tokens().own().stream()
          .filter(other -> !other.equals(issued))
          .forEach(other -> refused(issued, other.token()));
      target.tokens().foreign().forEach(other -> refused(issued, other.token()));
    }
  }

  @Test
  void a_token_from_before_a_reset_says_so() {
    assertThat(target.tokens().stale())
        .isNotEmpty()
        .allSatisfy(old -> answered(old, old.token(), "store-was-reset"));
  }

  private void refused(TokenPool.Issued issued, String token) {
    answered(issued, token, "token-rejected");
  }

  private void answered(TokenPool.Issued issued, String token, String problem) {
    Exchange exchange = target.send(issued.with(token));
    Judge.judge(exchange);
    assertThat(exchange.problem()).as("%s at %s", token, issued).isEqualTo(problem);
  }
}
