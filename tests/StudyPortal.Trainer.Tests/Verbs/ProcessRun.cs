using System.Diagnostics;
using StudyPortal.Trainer.Verbs;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>What <c>studyportal</c> ended with and said as a process of its own.</summary>
internal sealed record ProcessRun(int Code, string Output, string Error)
{
    public static Task<ProcessRun> OfAsync(params string[] arguments) => WithKeysAsync("", arguments);

    /// <param name="keys">Of blobs, as the environment gives them.</param>
    /// <param name="arguments">Of the command line.</param>
    public static async Task<ProcessRun> WithKeysAsync(string keys, params string[] arguments)
    {
        using var process = Start(keys, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessRun(process.ExitCode, await output, await error);
    }

    /// <summary>Begins it, for a test that ends it.</summary>
    public static Process Start(string keys, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Storage__BlobKeys"] = keys },
        })!;
}
