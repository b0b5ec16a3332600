/// A concurrent load on a store, and the judge over what came of it. Start at
/// [LoadRun][io.schemeless.eventstore.local.load.LoadRun]; the judge is
/// [History][io.schemeless.eventstore.history.History].
@NullMarked
package io.schemeless.eventstore.local.load;

import org.jspecify.annotations.NullMarked;
