/// JSON, strictly and exactly.
@NullMarked
package io.schemeless.eventstore.json;

import org.jspecify.annotations.NullMarked;
