/// Strange requests that must be taken. Start at
/// [ValidClient][io.schemeless.eventstore.functions.hostile.valid.ValidClient], which appends what
/// [ValidValues][io.schemeless.eventstore.functions.hostile.valid.ValidValues] makes up, within the
/// bounds, and reads it back equal.
@NullMarked
package io.schemeless.eventstore.functions.hostile.valid;

import org.jspecify.annotations.NullMarked;
