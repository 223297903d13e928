using StudyPortal.Trainer.Tests.Service;
using StudyPortal.Trainer.Tests.Work;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyPortal.Trainer.Tests;

/// <summary>Runs the tests, or what a test needs a process of its own for.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        if (args is [TrainerToKill.Role or TrainerToKill.CountingRole, var folder, var jobsAtOnce]) return TrainerToKill.RunAsync(args[0], folder, jobsAtOnce);
        if (args is [UpgradeToKill.Role, var root, var step]) return UpgradeToKill.RunAsync(root, step);
        if (args is [ShortOfMemory.Role, var empty]) return ShortOfMemory.Run(empty);
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
    }
}
