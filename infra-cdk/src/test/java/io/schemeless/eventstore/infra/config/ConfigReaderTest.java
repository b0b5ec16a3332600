package io.schemeless.eventstore.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.schemeless.eventstore.infra.Synth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;

class ConfigReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stage=staging             | stage",
        "stage=                    | stage",
        "stage=Prod                | stage",
        "name=                     | name",
        "name=Orders               | name",
        "name=1st                  | name",
        "name=orders_eu            | name",
        "name=a-name-that-is-far-too-long | name",
        "customerKey=yes           | customerKey",
        "customerKey=              | customerKey",
        "readCapacity=5-10         | readCapacity",
        "readCapacity=10-5,writeCapacity=1-1 | readCapacity",
        "readCapacity=5,writeCapacity=1-1 | readCapacity",
        "readCapacity=1-1,writeCapacity=1-40001 | writeCapacity",
        "table=no/slash            | table",
        "jwtIssuer=https://i.example.com | jwtIssuer",
        "jwtIssuer=http://i.example.com,jwtAudience=a | jwtIssuer",
        "jwtAudience=events        | jwtIssuer",
        "cors=app.example.com      | cors",
        "cors=https://a.example.com/ | cors",
        "cors=https://a.example.com; | cors",
        "domainName=a.example.com  | domainName",
        "domainName=https://a.example.com,certificateArn=arn:aws:acm:us-east-1:111122223333:certificate/1 | domainName",
        "domainName=a.example.com,certificateArn=certificate/1 | certificateArn",
        "appendRate=0              | appendRate",
        "readRate=many             | readRate",
        "readRate=1.5              | readRate",
        "appendConcurrency=-1      | appendConcurrency",
        "alarmEmail=oncall         | alarmEmail",
        "resetCron=daily           | resetCron",
        "notifications=true,table=t-restored | notifications",
        "table=t-restored,readCapacity=1-5,writeCapacity=1-5 | readCapacity",
        "table=t-restored,tableClass=infrequentAccess | tableClass",
        "table=t-restored,maxReadUnits=10,maxWriteUnits=10 | maxReadUnits",
        "table=t-restored,contributorInsights=true | contributorInsights",
        "maxReadUnits=10           | maxReadUnits",
        "maxReadUnits=10,maxWriteUnits=0 | maxWriteUnits",
        "warmReadUnits=11999,warmWriteUnits=4000 | warmReadUnits",
        "warmReadUnits=12000,warmWriteUnits=3999 | warmWriteUnits",
        "readCapacity=1-5,writeCapacity=1-5,maxReadUnits=9,maxWriteUnits=9 | maxReadUnits",
        "tableClass=cold           | tableClass",
        "bucket=Capitals           | bucket",
        "customerKey=key/1         | customerKey",
        "formerKeys=alias/events   | formerKeys",
        "compute=managed           | compute",
        "compute=fast              | compute",
        "compute=managed,capacityProvider=arn:aws:lambda:eu-west-1:111122223333:capacity-provider:p | compute",
        "capacityProvider=p        | capacityProvider",
        "jwtDomainScopes=true      | jwtDomainScopes",
        "replayRate=0              | replayRate",
        "replayConcurrency=some    | replayConcurrency",
        "monthlyBudget=50          | monthlyBudget",
        "backupCopyTo=arn:aws:backup:eu-west-1:111122223333:backup-vault:far | backupCopyTo",
        "backupDays=0              | backupDays",
        "rollout=canary            | rollout",
        "custmerKey=true           | custmerKey",
        "resetcron=never           | resetcron",
      })
  void a_wrong_setting_is_named(String options, String setting) {
    Map<String, String> context =
        Synth.context("sandbox", options.strip().split(",(?=[a-zA-Z]+=)"));

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigReader.read(Synth.app(context).getNode()))
        .withMessageStartingWith("The setting " + setting.strip() + " ")
        .withMessageNotContaining("\n");
  }

  @ParameterizedTest
  @MethodSource
  void a_setting_of_another_type_is_named(String setting, Object value) {
    Map<String, Object> context = new HashMap<>(Synth.context("sandbox"));
    context.put(setting, value);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigReader.read(Synth.app(context).getNode()))
        .withMessageStartingWith("The setting " + setting + " must be ");
  }

  static List<Arguments> a_setting_of_another_type_is_named() {
    return List.of(
        arguments("stage", true),
        arguments("name", 7),
        arguments("name", List.of("orders")),
        arguments("cors", Map.of("origin", "https://a.example.com")),
        arguments("customerKey", 1),
        arguments("jwtAudience", List.of(1)),
        arguments("appendRate", 1.5),
        arguments("resetCron", false));
  }

  @Test
  void numbers_and_flags_may_stand_in_cdk_json_as_what_they_are() {
    Map<String, Object> context = new HashMap<>(Synth.context("prod"));
    context.putAll(Map.of("appendRate", 40, "customerKey", true));

    StoreConfig config = ConfigReader.read(Synth.app(context).getNode());

    assertThat(config.throttle().appends()).isEqualTo(40);
    assertThat(config.encryption().current()).isEqualTo(new StoreConfig.EncryptionKey.Made());
  }

  @ParameterizedTest
  @CsvSource({"resetCron=0 3 * * ? *, resetCron", "resetConcurrency=1, resetConcurrency"})
  void production_cannot_be_given_a_reset(String option, String setting) {
    Map<String, String> context = Synth.context("prod", option);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigReader.read(Synth.app(context).getNode()))
        .withMessage("The setting " + setting + " is for sandboxes only: prod has no reset.");
  }

  @Test
  void several_stores_live_in_one_account() {
    Stack orders = Synth.stack(Synth.app(Synth.context("prod", "name=orders")));
    Stack bills = Synth.stack(Synth.app(Synth.context("prod", "name=bills")));

    assertThat(orders.getStackName()).isEqualTo("event-store-orders-prod");
    assertThat(bills.getStackName()).isEqualTo("event-store-bills-prod");
    assertThat(Synth.prod("name=orders").template().toString())
        .as("no name that another store would also take")
        .doesNotContain("\"event-store\"", "event-store-prod", "event-store-events-prod");
  }
}
