export { EventStoreClient } from './client.js';
export { EventStoreProblem, NoAnswer, VersionConflict } from './problems.js';
