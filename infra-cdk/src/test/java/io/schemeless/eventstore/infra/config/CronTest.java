package io.schemeless.eventstore.infra.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 3 * * ? *",
        "30 2 ? * SUN *",
        "0/15 8-17 ? * MON-FRI *",
        "0,30 */6 1,15 JAN,jul ? 2027-2030",
        "59 23 L 12 ? 2199",
        "0 0 3W 1 ? *",
        "0 0 LW * ? *",
        "0 10 ? * 6L 2026",
        "0 10 ? * 3#2 *",
        "5 0 1/7 * ? *",
      })
  void an_expression_of_the_scheduler_is_taken(String expression) {
    assertThat(Cron.isValid(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily",
        "a b c d e f",
        "0 3 * * ?",
        "0 3 * * ? * *",
        "0  3 * * ?",
        "60 3 * * ? *",
        "0 24 * * ? *",
        "0 3 0 * ? *",
        "0 3 32 * ? *",
        "0 3 * 13 ? *",
        "0 3 ? * 8 *",
        "0 3 ? * 0 *",
        "0 3 * * * *",
        "0 3 ? * ? *",
        "0 3 1 * MON *",
        "0 3 * * ? 1969",
        "0 3 ? * 3#6 *",
        "0 3 * * ? *)",
        "*/0 3 * * ? *",
        "1- 3 * * ? *",
        "1,,2 3 * * ? *",
      })
  void anything_else_is_refused(String expression) {
    assertThat(Cron.isValid(expression)).isFalse();
  }
}
