export { EventStoreClient } from './client.js';
export { ConditionFailed, EventStoreProblem, NoAnswer, VersionConflict } from './problems.js';
