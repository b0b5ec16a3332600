package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import org.junit.jupiter.api.Test;

/// What the settings add for days that one hopes not to see: backups, a budget, a way back.
class BackupsTest {
  private static final String VAULT = "arn:aws:backup:eu-central-1:111122223333:backup-vault:far";

  @Test
  void table_and_bucket_are_backed_up_every_day_and_copied_away() {
    Resources prod = Synth.prod("backupDays=35", "backupCopyTo=" + VAULT);
    JsonNode rule = prod.only("AWS::Backup::BackupPlan").findValue("BackupPlanRule").get(0);

    assertThat(rule.get("ScheduleExpression").asText()).isEqualTo("cron(0 2 * * ? *)");
    assertThat(rule.at("/Lifecycle/DeleteAfterDays").asInt()).isEqualTo(35);
    assertThat(rule.at("/CopyActions/0/DestinationBackupVaultArn").asText()).isEqualTo(VAULT);
    assertThat(rule.at("/CopyActions/0/Lifecycle/DeleteAfterDays").asInt()).isEqualTo(35);
    assertThat(prod.only("AWS::Backup::BackupSelection").findValue("Resources"))
        .hasSize(2)
        .anyMatch(each -> each.toString().contains("StorageTable"))
        .anyMatch(each -> each.toString().contains("StorageBucket"));
    assertThat(prod.only("AWS::Backup::BackupVault").get("DeletionPolicy").asText())
        .isEqualTo("Retain");
    assertThat(Synth.prod().all("AWS::Backup::BackupPlan")).isEmpty();
  }

  @Test
  void a_budget_tells_of_what_is_spent_and_of_what_will_be() {
    JsonNode budget =
        Synth.prod("monthlyBudget=50", "alarmEmail=oncall@example.com")
            .only("AWS::Budgets::Budget")
            .get("Properties");

    assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(50);
    assertThat(budget.at("/Budget/CostFilters/TagKeyValue/0").asText())
        .isEqualTo("user:store$events-prod");
    assertThat(budget.get("NotificationsWithSubscribers"))
        .extracting(each -> each.at("/Notification/NotificationType").asText())
        .containsExactly("ACTUAL", "FORECASTED");
    assertThat(Synth.prod().all("AWS::Budgets::Budget")).isEmpty();
  }

  @Test
  void a_canary_is_taken_back_by_an_alarm() {
    Resources prod = Synth.prod("rollout=canary");

    assertThat(prod.all("AWS::CodeDeploy::DeploymentGroup"))
        .hasSize(3)
        .allSatisfy(
            group -> {
              assertThat(group.at("/Properties/DeploymentConfigName").asText())
                  .isEqualTo("CodeDeployDefault.LambdaCanary10Percent10Minutes");
              assertThat(group.at("/Properties/AlarmConfiguration/Alarms")).hasSize(4);
              assertThat(group.at("/Properties/AutoRollbackConfiguration/Events"))
                  .extracting(JsonNode::asText)
                  .contains("DEPLOYMENT_STOP_ON_ALARM");
            });
    assertThat(prod.all("AWS::Lambda::Alias"))
        .allMatch(alias -> alias.at("/UpdatePolicy").has("CodeDeployLambdaAliasUpdate"));
    assertThat(Synth.prod().all("AWS::CodeDeploy::DeploymentGroup")).isEmpty();
  }
}
