using StudyPortal.Trainer.Tests.Service;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyPortal.Trainer.Tests;

/// <summary>Runs the tests, or, for a test that needs a process to kill, a trainer.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        if (args is [TrainerToKill.Role or TrainerToKill.CountingRole, var folder]) return TrainerToKill.RunAsync(args[0], folder);
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
    }
}
