package io.schemeless.eventstore.log;

import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Observer;

/// What every part of the protocol stands on.
record Ground(
    Cells cells,
    ObjectStore objects,
    Host host,
    StoreOptions options,
    Observer observer,
    Metas metas,
    Log log,
    HeadMemory memory,
    Patience patience) {

  static Ground of(
      Cells cells, ObjectStore objects, Host host, StoreOptions options, Observer observer) {
    return new Ground(
        cells,
        objects,
        host,
        options,
        observer,
        new Metas(cells, host),
        new Log(cells, host, observer),
        new HeadMemory(),
        new Patience(cells, host, options));
  }
}
