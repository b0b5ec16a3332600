package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.store.StoreOptions;

/// What every part of the protocol stands on.
public record StoreContext(
    Cells cells,
    ObjectStore objects,
    Host host,
    StoreOptions options,
    Observer observer,
    Metas metas,
    Slots slots,
    HeadMemory memory,
    ClosedMemory closed,
    UnderWay underWay,
    Grace grace,
    Dictionaries dictionaries) {

  public static StoreContext of(
      Cells cells, ObjectStore objects, Host host, StoreOptions options, Observer observer) {
    return new StoreContext(
        cells,
        objects,
        host,
        options,
        observer,
        new Metas(cells, host, options.founded()),
        new Slots(cells, host, observer),
        new HeadMemory(),
        new ClosedMemory(),
        new UnderWay(),
        new Grace(cells, host, options),
        new Dictionaries(cells, options.dictionaryAfter()));
  }
}
