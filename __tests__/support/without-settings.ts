/** Takes away what a user's shell tells the stack: the tests say it themselves. */
delete process.env.STATE_BACKEND;
delete process.env.SYNTH_HCL_OUTPUT;
