using System.Diagnostics;
using StudyPortal.Trainer.Verbs;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>What <c>studyportal</c> ended with and said as a process of its own.</summary>
internal sealed record ProcessRun(int Code, string Output, string Error)
{
    public static async Task<ProcessRun> OfAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessRun(process.ExitCode, await output, await error);
    }
}
