using System.CommandLine;
using StudyPortal.Learning;
using StudyPortal.Trainer.Verbs;

NativeHeap.KeepFreed();

// On Ctrl-C or SIGTERM a verb gets this long to leave everything in order.
return await CommandLine.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
