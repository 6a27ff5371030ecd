// What the tests of single elements import into a page of their own, bundled by `elements.ts`.
import '../../src/camera/lesion-camera.ts';
import '../../src/framing/lesion-framing.ts';

export { closeNetwork } from '../../src/seal/close-network.ts';
