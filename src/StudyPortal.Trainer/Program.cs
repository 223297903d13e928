using System.CommandLine;
using StudyPortal.Trainer.Verbs;

// On Ctrl-C or SIGTERM a verb gets this long to leave everything in order.
return await CommandLine.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
