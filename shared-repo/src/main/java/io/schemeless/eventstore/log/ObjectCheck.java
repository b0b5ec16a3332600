package io.schemeless.eventstore.log;

import io.schemeless.eventstore.log.Verification.Count;
import io.schemeless.eventstore.port.ObjectStore.Entry;
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
      List<Entry> page = pass.ground().objects().list("", after);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(this::check);
      objects += page.size();
      pass.tally().at("bucket", objects);
      after = page.getLast().key();
    }
  }

  private void check(Entry object) {
    String incarnation = Keys.incarnationOf(object.key());
    if (incarnation == null) {
      pass.tally().count(Count.FOREIGN_OBJECTS);
    } else if (!incarnation.equals(pass.keys().incarnation())) {
      pass.tally().count(Count.PURGEABLE);
      boolean _ = pass.isListed(incarnation);
    } else if (pass.survey().objects.contains(object.key())) {
      pass.tally().count(Count.OBJECTS);
      pass.tally().count(Count.OBJECT_BYTES, object.size());
    } else {
      pass.tally().count(Count.ORPHANS);
    }
  }
}
