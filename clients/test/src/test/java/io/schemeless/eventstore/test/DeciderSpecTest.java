package io.schemeless.eventstore.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.client.decider.Decider;
import io.schemeless.eventstore.client.decider.EventMapping;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderSpecTest {
  sealed interface AccountEvent permits Paid, Closed {}

  record Paid(BigDecimal amount) implements AccountEvent {}

  record Closed() implements AccountEvent {}

  /// Pays an amount, or closes with none.
  static final class Account implements Decider<BigDecimal, AccountEvent, Boolean> {
    @Override
    public Boolean initial() {
      return true;
    }

    @Override
    public Boolean evolve(Boolean open, AccountEvent event) {
      return open && event instanceof Paid;
    }

    @Override
    public List<AccountEvent> decide(BigDecimal amount, Boolean open) {
      if (!open) {
        throw new IllegalArgumentException("closed");
      }
      return switch (amount.signum()) {
        case 1 -> List.of(new Paid(amount));
        case 0 -> List.of();
        default -> List.of(new Paid(amount.negate()), new Closed());
      };
    }
  }

  private static final DeciderSpec<BigDecimal, AccountEvent, Boolean> ACCOUNT =
      DeciderSpec.of(new Account(), EventMapping.of(AccountEvent.class).with("shut", Closed.class));

  @Test
  void what_follows_from_a_command() {
    BigDecimal exact = new BigDecimal("12345678901234567890.10");

    ACCOUNT.given().when(exact).thenAppended(new Paid(exact));
    ACCOUNT
        .given(new Paid(BigDecimal.ONE))
        .when(BigDecimal.TEN.negate())
        .thenAppended(new Paid(BigDecimal.TEN), new Closed());
    ACCOUNT.given().when(BigDecimal.ZERO).thenNothing();
    assertThat(
            ACCOUNT
                .given(new Closed())
                .when(BigDecimal.ONE)
                .thenRefused(IllegalArgumentException.class))
        .hasMessage("closed");
  }

  @Test
  void each_expectation_can_fail() {
    DeciderSpec.Then<AccountEvent> paid = ACCOUNT.given().when(BigDecimal.ONE);

    assertThatThrownBy(paid::thenNothing)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("+ Paid[amount=1]");
    assertThatThrownBy(() -> paid.thenAppended(new Paid(BigDecimal.TEN)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("- Paid[amount=10]");
    assertThatThrownBy(() -> paid.thenRefused(IllegalArgumentException.class))
        .isInstanceOf(AssertionError.class);
  }
}
