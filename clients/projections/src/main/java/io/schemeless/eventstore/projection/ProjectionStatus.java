package io.schemeless.eventstore.projection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a projection is.
///
/// @param applied how many events it is past, since its beginning; those that are parked among them
/// @param parked how many events are parked
/// @param caughtUp whether the last look at the store found nothing more
/// @param lag how old what it shows may be: zero when caught up, else the time since the store
///   recorded the last event that it is past, or, where none came since, since it was caught up
/// @param lastFailure the class of the last failure, none if there was none
public record ProjectionStatus(
    ProjectionId projection,
    ProjectionState state,
    long applied,
    long parked,
    boolean caughtUp,
    Duration lag,
    @Nullable String lastFailure) {}
