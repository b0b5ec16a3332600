package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.port.ObjectStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bucket that allows what a function's role does.
record RestrictedObjects(ObjectStore objects, FunctionPermissions permissions)
    implements ObjectStore {
  private static final String BUCKET = "";
  private static final String OBJECTS = "/" + Storage.KEY_PREFIX + "*";

  @Override
  public void put(String key, byte[] body) {
    permissions.require("s3:PutObject", OBJECTS, List.of());
    objects.put(key, body);
  }

  @Override
  public byte @Nullable [] get(String key) {
    permissions.require("s3:GetObject", OBJECTS, List.of());
    byte[] found = objects.get(key);
    if (found == null) {
      // Who may not list is told that a missing object is forbidden.
      permissions.require("s3:ListBucket", BUCKET, List.of());
    }
    return found;
  }

  @Override
  public List<Entry> list(String prefix, @Nullable String after) {
    permissions.require("s3:ListBucket", BUCKET, List.of());
    return objects.list(prefix, after);
  }

  @Override
  public int deleteSome(String prefix) {
    permissions.require("s3:ListBucket", BUCKET, List.of());
    permissions.require("s3:DeleteObject", OBJECTS, List.of());
    return objects.deleteSome(prefix);
  }
}
