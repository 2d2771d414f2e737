export { Client, WfError } from './client.js';
export { BpmnError, Worker } from './worker.js';
