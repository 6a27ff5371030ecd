// Starts the page.
import './lesion-page.ts';
