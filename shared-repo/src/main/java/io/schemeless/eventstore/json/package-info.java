/// JSON exactly as it was given: [Json][io.schemeless.eventstore.json.Json] is one checked, compact
/// document.
@NullMarked
package io.schemeless.eventstore.json;

import org.jspecify.annotations.NullMarked;
