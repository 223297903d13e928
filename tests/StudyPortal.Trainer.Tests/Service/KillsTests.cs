using System.Diagnostics;
using System.Globalization;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>Fifty rounds of tests/Kills, whose driver plays a thousand when it is asked to.</summary>
public sealed class KillsTests
{
    private const int Rounds = 50;

    [Fact]
    public async Task Whatever_is_killed_at_whatever_moment_every_promise_is_kept()
    {
        string[] arguments = [Driver(), Rounds.ToString(CultureInfo.InvariantCulture), .. Seed()];
        using var driver = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var told = await driver.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await driver.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(told);
        TestContext.Current.SendDiagnosticMessage("{0}", told);
        Assert.True(driver.ExitCode == 0, told);
        Assert.Contains($"{Rounds} rounds: ", told, StringComparison.Ordinal);
    }

    /// <summary>By the clock, or what $PORTAL_SEED says, to see a failure again.</summary>
    private static string[] Seed() => Environment.GetEnvironmentVariable("PORTAL_SEED") is { Length: > 0 } seed ? [seed] : [];

    private static string Driver()
    {
        var built = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var repository = built;
        while (!File.Exists(Path.Combine(repository.FullName, "StudyPortal.sln"))) repository = repository.Parent!;
        return Path.Combine(repository.FullName, "tests", "Kills", "StudyPortal.Kills", "bin", built.Parent!.Name, built.Name, "StudyPortal.Kills.dll");
    }
}
