/// What an answer must be, whatever was sent. Start at
/// [Judge][io.schemeless.eventstore.functions.hostile.judge.Judge], which looks at one
/// [Exchange][io.schemeless.eventstore.functions.hostile.judge.Exchange]; the document of a refusal
/// and the contract of `docs/openapi.yaml` have a judge each.
@NullMarked
package io.schemeless.eventstore.functions.hostile.judge;

import org.jspecify.annotations.NullMarked;
