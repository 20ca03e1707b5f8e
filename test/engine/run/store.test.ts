import { memoryStore } from '../../support/memory-store';
import { storeContract } from '../../support/store-contract';

storeContract('memory', async () => memoryStore());
