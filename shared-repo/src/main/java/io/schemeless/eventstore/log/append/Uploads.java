package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Base32;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Puts the bodies of one request that are too large for the table into the bucket, once for each
/// incarnation that the request meets, under a name that no other request has.
final class Uploads {
  private final StoreContext context;
  private final Map<StreamId, Packed> large = new LinkedHashMap<>();
  private final Map<StreamId, Body.InS3> uploaded = new HashMap<>();
  private @Nullable Keys into;

  Uploads(StoreContext context, Plan plan) {
    this.context = context;
    int threshold = context.options().offloadThreshold();
    for (Plan.Part part : plan.parts()) {
      if (part.plain().length > threshold) {
        Packed deflated = Packed.deflated(part.plain());
        Packed smaller =
            deflated.size() < part.plain().length ? deflated : Packed.plain(part.plain());
        if (smaller.size() > threshold) {
          large.put(part.stream(), smaller);
        }
      }
    }
  }

  /// Whether all bodies go into the table.
  boolean isEmpty() {
    return large.isEmpty();
  }

  /// Whether anything is still to be uploaded below this incarnation.
  boolean isDue(Keys keys) {
    return !large.isEmpty() && !keys.equals(into);
  }

  /// Uploads what is not yet below this incarnation.
  void ensure(Keys keys) {
    if (!isDue(keys)) {
      return;
    }
    String request = Base32.encode(context.host().randomBytes(15));
    List<Callable<Body.InS3>> puts = new ArrayList<>();
    large.forEach(
        (_, packed) -> {
          String object = keys.object(request + "-" + puts.size());
          puts.add(() -> upload(object, packed));
        });
    Iterator<Body.InS3> bodies = context.host().all(puts).iterator();
    large.keySet().forEach(stream -> uploaded.put(stream, bodies.next()));
    into = keys;
  }

  private Body.InS3 upload(String object, Packed packed) {
    context.objects().put(object, packed.bytes());
    context.observer().bodyOffloaded();
    return new Body.InS3(object, Sha256.of(packed.bytes()), packed.bytes().length, packed.raw());
  }

  /// The stream's body in the bucket, or none where it goes into the table.
  Body.@Nullable InS3 of(StreamId stream) {
    return uploaded.get(stream);
  }
}
