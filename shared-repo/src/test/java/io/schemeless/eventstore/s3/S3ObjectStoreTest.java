package io.schemeless.eventstore.s3;

import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.ObjectStoreContract;
import io.schemeless.eventstore.testing.LocalAws;

final class S3ObjectStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore emptyBucket() {
    return new S3ObjectStore(LocalAws.s3(), LocalAws.freshBucket(), "events/");
  }
}
