// Starts the frame.
import './lesion-frame.ts';
