package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.ObjectStore.Entry;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks through the bucket: what is needed, what attempts or earlier incarnations left.
final class ObjectCheck {
  private final Pass pass;

  ObjectCheck(Pass pass) {
    this.pass = pass;
  }

  void run() {
    long objects = 0;
    @Nullable String after = null;
    while (true) {
      List<Entry> page = pass.context().objects().list("", after);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(this::check);
      objects += page.size();
      pass.findings().at("bucket", objects);
      after = page.getLast().key();
    }
  }

  private void check(Entry object) {
    String incarnation = Keys.incarnationOf(object.key());
    if (incarnation == null) {
      pass.findings().count(Count.FOREIGN_OBJECTS);
    } else if (!incarnation.equals(pass.keys().incarnation())) {
      pass.findings().count(Count.PURGEABLE);
      boolean _ = pass.isListed(incarnation);
    } else if (pass.survey().objects.contains(object.key())) {
      pass.findings().count(Count.OBJECTS);
      pass.findings().count(Count.OBJECT_BYTES, object.size());
    } else {
      pass.findings().count(Count.ORPHANS);
    }
  }
}
