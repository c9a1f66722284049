/** `npm run synth` puts this before the app. With --enable-source-maps, Node reads the source map of every file that it loads, and
 *  each of CDKTF's has one; and CDKTF keeps a stack trace with each token, of which Node looks up every frame. That was a quarter of
 *  the command. An error that ends the app is what a reader needs the lines of main.ts for, and the map of the app is read by now.
 *  https://nodejs.org/api/process.html#processsetsourcemapsenabledval */
process.setSourceMapsEnabled(false);
process.once("uncaughtExceptionMonitor", () => {
  process.setSourceMapsEnabled(true);
});
