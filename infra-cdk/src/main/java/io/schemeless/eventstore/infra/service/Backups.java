package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanCopyActionProps;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// Daily backups of table and bucket by AWS Backup, each maybe copied to another region or account:
/// for what the table's own point-in-time recovery does not outlive. Nothing ties the two backups
/// of a day to one moment; a restore is verified and repaired, as any other.
public final class Backups {
  private static final String HOUR = "2";

  private Backups() {}

  public static void add(Construct parent, StoreConfig config, Storage storage) {
    StoreConfig.@Nullable Backup asked = config.backup();
    if (asked == null) {
      return;
    }
    Construct scope = new Construct(parent, "Backups");
    BackupVault.Builder vault =
        BackupVault.Builder.create(scope, "Vault").removalPolicy(config.stage().removal());
    if (storage.key() != null) {
      vault.encryptionKey(storage.key());
    }
    BackupPlanRule.Builder rule =
        BackupPlanRule.Builder.create()
            .ruleName("daily")
            .scheduleExpression(Schedule.cron(CronOptions.builder().hour(HOUR).minute("0").build()))
            .deleteAfter(Duration.days(asked.days()));
    if (asked.copyTo() != null) {
      rule.copyActions(
          List.of(
              BackupPlanCopyActionProps.builder()
                  .destinationBackupVault(
                      BackupVault.fromBackupVaultArn(scope, "CopyTo", asked.copyTo()))
                  .deleteAfter(Duration.days(asked.days()))
                  .build()));
    }
    BackupPlan plan =
        BackupPlan.Builder.create(scope, "Plan")
            .backupVault(vault.build())
            .backupPlanRules(List.of(rule.build()))
            .build();
    plan.addSelection(
        "Data",
        BackupSelectionOptions.builder()
            .role(role(scope))
            .disableDefaultBackupPolicy(true)
            .resources(
                List.of(
                    BackupResource.fromArn(storage.table().getTableArn()),
                    BackupResource.fromArn(storage.bucket().getBucketArn())))
            .build());
  }

  /// By AWS's own policies: what a backup of S3 needs is more than a page, and changes.
  private static Role role(Construct scope) {
    return Role.Builder.create(scope, "Role")
        .description("Lets AWS Backup read the store's table and bucket")
        .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
        .managedPolicies(
            List.of(
                ManagedPolicy.fromAwsManagedPolicyName(
                    "service-role/AWSBackupServiceRolePolicyForBackup"),
                ManagedPolicy.fromAwsManagedPolicyName("AWSBackupServiceRolePolicyForS3Backup")))
        .build();
  }
}
