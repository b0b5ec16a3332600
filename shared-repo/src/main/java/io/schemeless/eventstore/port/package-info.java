/// The two small ports that the protocol stands on: [Cells][io.schemeless.eventstore.port.Cells] (a
/// table) and [ObjectStore][io.schemeless.eventstore.port.ObjectStore] (a bucket), and what it asks
/// of its process, [Host][io.schemeless.eventstore.port.Host]; and whom it tells of what it does,
/// [Observer][io.schemeless.eventstore.port.Observer]. No AWS type is in sight.
@NullMarked
package io.schemeless.eventstore.port;

import org.jspecify.annotations.NullMarked;
