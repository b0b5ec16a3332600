package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stage=staging             | stage",
        "stage=                    | stage",
        "name=Orders               | name",
        "name=a-name-that-is-far-too-long | name",
        "customerKey=yes           | customerKey",
        "readCapacity=5-10         | readCapacity",
        "readCapacity=10-5,writeCapacity=1-1 | readCapacity",
        "readCapacity=5,writeCapacity=1-1 | readCapacity",
        "jwtIssuer=https://i.example.com | jwtIssuer",
        "jwtAudience=events        | jwtIssuer",
        "domainName=a.example.com  | domainName",
        "appendRate=0              | appendRate",
        "readRate=many             | readRate",
        "appendConcurrency=-1      | appendConcurrency",
        "resetCron=daily           | resetCron",
        "notifications=true,table=t-restored | notifications",
      })
  void a_wrong_setting_is_named(String options, String setting) {
    Map<String, String> context = Synth.context("sandbox", options.strip().split(",(?=[a-z]+=)"));

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Context.read(Synth.app(context).getNode()))
        .withMessageStartingWith("The setting " + setting.strip() + " ");
  }

  @ParameterizedTest
  @CsvSource({"resetCron=0 3 * * ? *, resetCron", "resetConcurrency=1, resetConcurrency"})
  void production_cannot_be_given_a_reset(String option, String setting) {
    Map<String, String> context = Synth.context("prod", option);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Context.read(Synth.app(context).getNode()))
        .withMessage("The setting " + setting + " is for sandboxes only: prod has no reset.");
  }

  @Test
  void several_stores_live_in_one_account() {
    StoreStack orders = Synth.stack(Synth.app(Synth.context("prod", "name=orders")));
    StoreStack bills = Synth.stack(Synth.app(Synth.context("prod", "name=bills")));

    assertThat(orders.getStackName()).isEqualTo("event-store-orders-prod");
    assertThat(bills.getStackName()).isEqualTo("event-store-bills-prod");
    assertThat(Synth.prod("name=orders").template().toString())
        .as("no name that another store would also take")
        .doesNotContain("\"event-store\"", "event-store-prod", "event-store-events-prod");
  }
}
