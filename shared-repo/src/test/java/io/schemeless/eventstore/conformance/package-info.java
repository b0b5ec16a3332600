/// What every store must do, as tests that run on any pair of ports.
///
/// A backend extends the suite and hands it its ports: see
/// [MemoryConformanceTest][io.schemeless.eventstore.conformance.MemoryConformanceTest]. The suite
/// is published in the test jar, so another backend can prove itself.
@NullMarked
package io.schemeless.eventstore.conformance;

import org.jspecify.annotations.NullMarked;
