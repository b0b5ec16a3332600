package io.schemeless.eventstore.infra;

import java.util.List;

/// What AWS publishes of a property that a person or another service names a thing by, and that
/// only a deployment would refuse. `source` says which page of the API reference, of the
/// CloudFormation template reference or of a user guide has the bound. Each was looked up there, or
/// in the service models that AWS publishes with its SDK (botocore 1.43.107), on 2026-11-28; where
/// two differ, the narrower is taken. Where one of ours is narrower still, it is meant so: that of
/// certificates' ARNs, and of domain names, of which API Gateway takes 512 characters.
///
/// @param property a JSON pointer below `Properties`; `*` stands for each element
record PublishedBound(
    String type, String property, int least, int most, String form, String source) {
  private static final String ANY = "(?s).*";

  static final List<PublishedBound> ALL =
      List.of(
          of("AWS::ApiGatewayV2::Api", "/Name", 1, 128, ANY, "API Gateway V2, CreateApi"),
          of(
              "AWS::ApiGatewayV2::Authorizer",
              "/Name",
              1,
              128,
              ANY,
              "API Gateway V2, CreateAuthorizer"),
          of(
              "AWS::ApiGatewayV2::Authorizer",
              "/JwtConfiguration/Issuer",
              1,
              2_048,
              "[!-~]*",
              "API Gateway V2, JWTConfiguration"),
          of(
              "AWS::ApiGatewayV2::DomainName",
              "/DomainName",
              1,
              253,
              "[a-z0-9.-]*",
              "RFC 1035, 2.3.4"),
          of(
              "AWS::ApiGatewayV2::DomainName",
              "/DomainNameConfigurations/*/CertificateArn",
              20,
              2_048,
              "arn:[\\w:/.-]*",
              "ACM, CertificateDetail"),
          of(
              "AWS::ApiGatewayV2::Stage",
              "/StageName",
              1,
              128,
              "\\$default|[\\w-]*",
              "API Gateway V2, CreateStage"),
          // "Access log template size" in the quotas of HTTP APIs is 3 KB; the API says less.
          of(
              "AWS::ApiGatewayV2::Stage",
              "/AccessLogSettings/Format",
              1,
              1_024,
              ANY,
              "API Gateway V2, AccessLogSettings"),
          of(
              "AWS::CloudFront::Function",
              "/Name",
              1,
              64,
              "[a-zA-Z0-9-_]*",
              "CloudFront, CreateFunction"),
          of(
              "AWS::CloudFront::OriginAccessControl",
              "/OriginAccessControlConfig/Name",
              1,
              64,
              ANY,
              "CloudFront, OriginAccessControlConfig"),
          of(
              "AWS::CloudFront::ResponseHeadersPolicy",
              "/ResponseHeadersPolicyConfig/Name",
              1,
              128,
              "[A-Za-z0-9_-]*",
              "CloudFront, ResponseHeadersPolicyConfig"),
          of(
              "AWS::CloudFront::Distribution",
              "/DistributionConfig/Comment",
              0,
              128,
              ANY,
              "CloudFront, DistributionConfig"),
          of(
              "AWS::CloudWatch::Alarm",
              "/AlarmName",
              1,
              255,
              "[^\\p{Cntrl}]*",
              "CloudWatch, PutMetricAlarm"),
          of(
              "AWS::CloudWatch::Alarm",
              "/AlarmDescription",
              0,
              1_024,
              ANY,
              "CloudWatch, PutMetricAlarm"),
          of(
              "AWS::CloudWatch::Dashboard",
              "/DashboardName",
              1,
              255,
              "[A-Za-z0-9_-]*",
              "CloudWatch, PutDashboard"),
          of(
              "AWS::DynamoDB::Table",
              "/TableName",
              3,
              255,
              "[A-Za-z0-9_.-]*",
              "DynamoDB, supported data types and naming rules"),
          of(
              "AWS::DynamoDB::Table",
              "/GlobalSecondaryIndexes/*/IndexName",
              3,
              255,
              "[A-Za-z0-9_.-]*",
              "DynamoDB, CreateTable"),
          // A bus of one's own may not have the slash that a partner's has.
          of(
              "AWS::Events::EventBus",
              "/Name",
              1,
              256,
              "(?!default$)[._A-Za-z0-9-]*",
              "EventBridge, CreateEventBus"),
          of("AWS::Events::Rule", "/Name", 1, 64, "[._A-Za-z0-9-]*", "EventBridge, PutRule"),
          of("AWS::IAM::Policy", "/PolicyName", 1, 128, "[\\w+=,.@-]*", "IAM, PutRolePolicy"),
          of("AWS::IAM::Role", "/RoleName", 1, 64, "[\\w+=,.@-]*", "IAM, CreateRole"),
          of(
              "AWS::IAM::Role",
              "/Description",
              0,
              1_000,
              "[\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]*",
              "IAM, CreateRole"),
          of("AWS::KMS::Key", "/Description", 0, 8_192, ANY, "KMS, CreateKey"),
          of(
              "AWS::Lambda::Alias",
              "/Name",
              1,
              128,
              "(?!\\d+$)[A-Za-z0-9_-]*",
              "Lambda, CreateAlias"),
          of(
              "AWS::Lambda::Function",
              "/FunctionName",
              1,
              64,
              "[A-Za-z0-9_-]*",
              "Lambda, CreateFunction"),
          of("AWS::Lambda::Function", "/Description", 0, 256, ANY, "Lambda, CreateFunction"),
          of(
              "AWS::Lambda::LayerVersion",
              "/Description",
              0,
              256,
              ANY,
              "Lambda, PublishLayerVersion"),
          of("AWS::Lambda::Function", "/Handler", 1, 128, "\\S*", "Lambda, CreateFunction"),
          of(
              "AWS::Logs::LogGroup",
              "/LogGroupName",
              1,
              512,
              "[.\\-_/#A-Za-z0-9]*",
              "CloudFormation, AWS::Logs::LogGroup"),
          of(
              "AWS::Pipes::Pipe",
              "/Name",
              1,
              64,
              "[._A-Za-z0-9-]*",
              "EventBridge Pipes, CreatePipe"),
          of("AWS::Pipes::Pipe", "/Description", 0, 512, ANY, "EventBridge Pipes, CreatePipe"),
          of(
              "AWS::Pipes::Pipe",
              "/TargetParameters/InputTemplate",
              0,
              8_192,
              ANY,
              "EventBridge Pipes, CreatePipe"),
          of(
              "AWS::S3::Bucket",
              "/BucketName",
              3,
              63,
              "(?!xn--|sthree-|amzn-s3-demo-)(?!.*\\.\\.)[a-z0-9][a-z0-9.-]*[a-z0-9]",
              "S3, general purpose bucket naming rules"),
          of(
              "AWS::S3::Bucket",
              "/LifecycleConfiguration/Rules/*/Id",
              1,
              255,
              ANY,
              "S3, LifecycleRule"),
          of(
              "AWS::Scheduler::Schedule",
              "/Name",
              1,
              64,
              "[._A-Za-z0-9-]*",
              "EventBridge Scheduler, CreateSchedule"),
          of(
              "AWS::Scheduler::Schedule",
              "/Description",
              0,
              512,
              ANY,
              "EventBridge Scheduler, CreateSchedule"),
          of(
              "AWS::Scheduler::Schedule",
              "/ScheduleExpression",
              1,
              256,
              ANY,
              "EventBridge Scheduler, CreateSchedule"),
          of("AWS::SSM::Parameter", "/Name", 1, 1_011, "[A-Za-z0-9_./-]*", "SSM, PutParameter"),
          of("AWS::SSM::Parameter", "/Description", 0, 1_024, ANY, "SSM, PutParameter"),
          of("AWS::SNS::Subscription", "/Endpoint", 3, 254, "\\S+@\\S+", "RFC 5321, 4.5.3.1.3"),
          of("AWS::SNS::Topic", "/TopicName", 1, 256, "[A-Za-z0-9_-]*", "SNS, CreateTopic"),
          of(
              "AWS::SNS::Topic",
              "/DisplayName",
              0,
              100,
              "[^\\p{Cntrl}]*",
              "CloudFormation, AWS::SNS::Topic"));

  private static PublishedBound of(
      String type, String property, int least, int most, String form, String source) {
    return new PublishedBound(type, property, least, most, form, source);
  }

  boolean allows(String value) {
    int characters = value.codePointCount(0, value.length());
    return characters >= least && characters <= most && value.matches(form);
  }
}
