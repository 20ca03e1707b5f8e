/** Environment variable with the path of a folder for what the test files of one run make once and share. */
export const SHARED_FOLDER = 'LAKEHOUSE_TEST_FOLDER';
