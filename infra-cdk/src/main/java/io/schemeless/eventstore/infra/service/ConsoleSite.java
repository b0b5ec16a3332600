package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.IResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;

/// The console on the web: its files in a private bucket, which CloudFront alone reads. There is
/// nothing of the store in it; whoever looks into one signs in at the API.
public final class ConsoleSite extends Construct {
  /// Where the reference of the API is: its page writes style sheets of its own.
  private static final String REFERENCE = "/docs/";

  /// Megabytes, of the function that copies the files: the AWS command line runs in it.
  private static final int COPIER_MEMORY = 512;

  private final StoreConfig config;
  private final ConsoleFiles files;
  private final Bucket bucket;
  private final Distribution distribution;

  /// @param built the folder that the console was built into, or none
  public ConsoleSite(Construct scope, StoreConfig config, @Nullable Path built) {
    super(scope, "Console");
    this.config = config;
    this.files = ConsoleFiles.of(built);
    this.bucket = bucket();
    this.distribution = distribution();
  }

  /// Of its pages, as browsers tell it to the API.
  public String origin() {
    return "https://" + distribution.getDistributionDomainName();
  }

  public String url() {
    return origin() + "/console/";
  }

  /// All that is in it the build makes again.
  private Bucket bucket() {
    return Bucket.Builder.create(this, "Bucket")
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(config.stage().removalOnceCreated())
        .autoDeleteObjects(!config.stage().isProd())
        .build();
  }

  private Distribution distribution() {
    IOrigin origin = S3BucketOrigin.withOriginAccessControl(bucket);
    Function paths =
        Function.Builder.create(this, "Paths")
            .comment("Which file a path of the console means")
            .runtime(FunctionRuntime.JS_2_0)
            .code(
                software.amazon.awscdk.services.cloudfront.FunctionCode.fromInline(
                    ConsoleFiles.paths()))
            .build();
    SiteHeaders headers = new SiteHeaders(this, config);
    return Distribution.Builder.create(this, "Distribution")
        .comment("The console of " + config.id())
        .httpVersion(HttpVersion.HTTP2_AND_3)
        .priceClass(PriceClass.PRICE_CLASS_100)
        .defaultBehavior(behavior(origin, paths, headers.ofPages()))
        .additionalBehaviors(Map.of(REFERENCE, behavior(origin, paths, headers.ofReference())))
        .build();
  }

  private static BehaviorOptions behavior(
      IOrigin origin, Function paths, IResponseHeadersPolicy headers) {
    return BehaviorOptions.builder()
        .origin(origin)
        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
        .compress(true)
        .responseHeadersPolicy(headers)
        .functionAssociations(
            List.of(
                FunctionAssociation.builder()
                    .eventType(FunctionEventType.VIEWER_REQUEST)
                    .function(paths)
                    .build()))
        .build();
  }

  /// Puts the files there, as of the store whose API is at the address.
  public void publish(String api, Storage storage) {
    LogGroup logs = StoreLogs.of(this, "Logs", config, storage);
    // An open tab still finds the files of its version: each has a name of its own.
    BucketDeployment assets =
        deployment("Assets", logs, List.of(files.assets()))
            .destinationKeyPrefix("console/assets")
            .cacheControl(List.of(CacheControl.fromString("public, max-age=31536000, immutable")))
            .prune(false)
            .build();
    deployment(
            "Pages",
            logs,
            List.of(
                files.others(),
                files.page("console/index.html", api),
                files.page("docs/index.html", api),
                Source.jsonData("console/config.json", told(api))))
        .cacheControl(List.of(CacheControl.noCache()))
        .exclude(List.of("console/assets/*"))
        .build()
        .getNode()
        .addDependency(assets);
  }

  private BucketDeployment.Builder deployment(String id, LogGroup logs, List<ISource> sources) {
    return BucketDeployment.Builder.create(this, id)
        .destinationBucket(bucket)
        .sources(sources)
        .memoryLimit(COPIER_MEMORY)
        .retainOnDelete(true)
        .logGroup(logs);
  }

  /// What the console must know of its store, which is no secret.
  private Map<String, Object> told(String api) {
    return Map.of(
        "api",
        api,
        "sandbox",
        !config.stage().isProd(),
        "stage",
        config.stage().id(),
        "signIn",
        config.auth() instanceof StoreConfig.Auth.Jwt ? "bearer" : "aws",
        "region",
        Aws.REGION);
  }
}
