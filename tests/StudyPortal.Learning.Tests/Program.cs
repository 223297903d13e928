using StudyPortal.Learning.Tests.Training;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyPortal.Learning.Tests;

/// <summary>Runs the tests, or, for a test that needs a process to kill, a training.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [RunToKill.Role, string folder])
        {
            return RunToKill.Run(folder);
        }
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
