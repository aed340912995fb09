export { fromRecording } from './from-recording.ts';
export { record, type RecordingReport } from './record.ts';
