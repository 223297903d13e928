using System.Diagnostics;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>One of the two scripts of the bundle with the program that runs it: Debian's r-base-core, or its python3 with python3-scipy.</summary>
public sealed record AnalysisScript(string File, string Program, string Output, string Probe)
{
    public static AnalysisScript R { get; } = new("recompute.R", "/usr/bin/Rscript", "recomputed_r.csv", "1");

    public static AnalysisScript Python { get; } = new("recompute.py", "/usr/bin/python3", "recomputed_py.csv", "import scipy");

    /// <summary>Exit code and all that was printed; the test is skipped where the program is missing.</summary>
    internal async Task<(int ExitCode, string Text)> RunAsync(BundleFolder folder)
    {
        Assert.SkipUnless(System.IO.File.Exists(Program), $"There is no {Program}: apt-get install r-base-core python3-scipy.");
        var (missing, reason) = await StartAsync(this == R ? "-e" : "-c", Probe);
        Assert.SkipUnless(missing == 0, $"{Program} cannot run {File}: {reason.Trim()}");
        return await StartAsync(Path.Combine(folder.Path, File));
    }

    public override string ToString() => File;

    private async Task<(int ExitCode, string Text)> StartAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var stop = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = await process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + errors);
    }
}
