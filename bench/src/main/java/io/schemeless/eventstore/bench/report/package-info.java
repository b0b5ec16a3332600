/// What was measured, for people and for programs.
@NullMarked
package io.schemeless.eventstore.bench.report;

import org.jspecify.annotations.NullMarked;
