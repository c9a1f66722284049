// The template's own settings, on the test in this folder.
const template = "cdktf-cli/bundle/templates/typescript";
module.exports = {
  ...require(`${template}/jest.config.js`),
  rootDir: __dirname,
  setupFilesAfterEnv: [require.resolve(`${template}/setup.js`)],
};
