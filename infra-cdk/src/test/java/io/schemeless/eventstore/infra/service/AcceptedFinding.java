package io.schemeless.eventstore.infra.service;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What cdk-nag finds and we accept, with its reason.
///
/// @param finding the rules, with their details, and the resources' paths, as one pattern
/// @param fixedBy the setting with which it is gone, or none
public record AcceptedFinding(Pattern finding, @Nullable String fixedBy, String reason) {
  private static final String PACKS =
      "(AwsSolutions|Serverless|NIST\\.800\\.53\\.R5|HIPAA\\.Security|PCI\\.DSS\\.321)-";

  public static final List<AcceptedFinding> ALL =
      List.of(
          always(
              "(S1|S3BucketLoggingEnabled) Storage/Bucket/Resource",
              "Only the store's functions may use the bucket, and they are traced and logged"
                  + " themselves. Its objects are never changed, and each is checked against its"
                  + " digest when it is read."),
          always(
              "S3BucketReplicationEnabled Storage/Bucket/Resource",
              "Table and bucket must be of one moment, or near it, which a replica of the bucket"
                  + " alone is not; backupCopyTo takes both elsewhere."),
          always(
              "IAM5\\[Resource::\\*] (Functions/\\w+Role|Founding/Role)/DefaultPolicy/Resource",
              "X-Ray knows no resources: its two actions can be allowed on all of them only."),
          always(
              "IAM5\\[Resource::<StorageBucket5CB7C8EA\\.Arn>/events/\\*] Functions/\\w+Role/DefaultPolicy/Resource",
              "Objects have random names, so who may use one may use all of this one bucket."),
          always(
              "IAM5\\[Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/\\*] (Functions/\\w+Role|Founding/Role)/DefaultPolicy/Resource",
              "Keys that the store had before still decrypt; which they are, their tag says, and"
                  + " DynamoDB and S3 alone may ask."),
          always(
              "IAM4\\[Policy::.*(AWSCodeDeployRoleForLambdaLimited|AWSBackupServiceRolePolicyFor\\w+)] (Rollout|Backups)/.*",
              "What CodeDeploy and AWS Backup need is AWS's to say, and changes with them."),
          always(
              "IAMNoInlinePolicy .*DefaultPolicy/Resource",
              "Each policy is of one role and goes with it; nobody else could use it."),
          always(
              "LambdaInsideVPC (Functions|Founding)/.*",
              "The functions call DynamoDB and S3 only, by signed requests over TLS; in a network of"
                  + " the account they would reach more, not less."),
          always(
              "LambdaDLQ (Functions|Founding)/.*",
              "The API and CloudFormation wait for an answer. What schedules call may fail: that is"
                  + " an alarm, and the next call makes up for it."),
          always(
              "LambdaAsyncFailureDestination Functions/ResetFunction/EventInvokeConfig/Resource",
              "A reset that failed is an alarm; a second try would throw away what came since."),
          always(
              "(SQS3|SQSRedrivePolicy) Notification/Lost/Resource",
              "This is the queue of what could not be told; it has no consumer that could fail."),
          always(
              "SNSRedrivePolicy Watch/Topic/.*",
              "A mail that does not arrive is no work to be done later; the alarm stays."),
          always(
              "LambdaConcurrency Founding/Function/Resource",
              "CloudFormation calls it, once a deployment."),
          always(
              "(S1|S3BucketLoggingEnabled|S3BucketReplicationEnabled|S3BucketVersioningEnabled|S3DefaultEncryptionKMS) Console/Bucket/Resource",
              "The files of the console are public, and the build makes them again."),
          always(
              "CFR[123] Console/Distribution/Resource",
              "Public files without a secret, from any country; what may be seen is decided at the"
                  + " API, which has throttles and an access log."),
          always(
              "CFR4 Console/Distribution/Resource",
              "Only a certificate of one's own can ask for a newer TLS; browsers take the newest."),
          always(
              "(L1|LambdaLatestVersion|LambdaTracing|LambdaInsideVPC|LambdaDLQ|LambdaConcurrency|IAM[45]\\[.*]) /[\\w-]+/Custom::CDKBucketDeployment\\w+/.*",
              "CDK's own, which puts the console's files into their bucket while CloudFormation waits;"
                  + " it may read CDK's assets and write this one bucket."),
          by(
              "appendConcurrency, streamsConcurrency, resetConcurrency",
              "LambdaConcurrency Functions/.*",
              "A reservation takes from the account for good, so it is a choice; replays have one."),
          by(
              "customerKey",
              "(CloudWatchLogGroupEncrypted .*|SNSEncryptedKMS .*|S3DefaultEncryptionKMS Storage/.*)",
              "AWS encrypts all of it with its own keys; a key of the account's own costs."),
          by(
              "backupDays",
              "DynamoDBInBackupPlan Storage/Table/Resource",
              "Point-in-time recovery is on; backups beyond it cost."));

  private static AcceptedFinding always(String finding, String reason) {
    return new AcceptedFinding(Pattern.compile(PACKS + finding), null, reason);
  }

  private static AcceptedFinding by(String setting, String finding, String reason) {
    return new AcceptedFinding(Pattern.compile(PACKS + finding), setting, reason);
  }

  public boolean accepts(String found) {
    return finding.matcher(found).matches();
  }
}
