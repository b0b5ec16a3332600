package io.schemeless.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.dynamodb.Capacity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsStoreOptionsTest {
  @Test
  void the_table_is_named_by_its_prefix_as_the_npm_adapter_does() {
    AwsStoreOptions options = AwsStoreOptions.of("prod-", "my-bucket");

    assertThat(options.tableName()).isEqualTo("prod-schemeless-event-store");
  }

  @Test
  void by_default_everything_is_created_and_paid_by_the_request() {
    AwsStoreOptions options = AwsStoreOptions.of("", "my-bucket");

    assertThat(options.capacity()).isEqualTo(new Capacity.OnDemand());
    assertThat(options.skipTableCreation()).isFalse();
    assertThat(options.skipBucketCreation()).isFalse();
    assertThat(options.keyPrefix()).isEqualTo("events/");
  }

  @Test
  void an_acl_is_refused_with_the_reason() {
    var builder = AwsStoreOptions.builder("", "my-bucket");

    assertThatThrownBy(() -> builder.s3Acl("private"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new buckets accept no ACLs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a b c", "tab/le", "é-table"})
  void a_table_name_that_DynamoDB_would_refuse_is_refused(String name) {
    var builder = AwsStoreOptions.builder("", "my-bucket").tableName(name);

    assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "Upper", "under_score", "-dash", "dash-", "a/b"})
  void a_bucket_name_that_S3_would_refuse_is_refused(String name) {
    assertThatThrownBy(() -> AwsStoreOptions.of("", name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_prefix_leaves_room_for_the_key() {
    var longest = AwsStoreOptions.builder("", "my-bucket").keyPrefix("é".repeat(256));
    var longer = AwsStoreOptions.builder("", "my-bucket").keyPrefix("é".repeat(256) + "x");

    assertThat(longest.build().keyPrefix()).hasSize(256);
    assertThatThrownBy(longer::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void capacity_of_no_units_is_refused() {
    var builder = AwsStoreOptions.builder("", "my-bucket");

    assertThatThrownBy(() -> builder.capacityUnits(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.capacityUnits(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
