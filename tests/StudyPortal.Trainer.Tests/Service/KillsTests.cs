using System.Diagnostics;
using System.Globalization;
using StudyPortal.Testing;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>Fifty rounds of tests/Kills, whose driver plays a thousand when it is asked to.</summary>
public sealed class KillsTests
{
    private const int Rounds = 50;

    [Fact]
    public async Task Whatever_is_killed_at_whatever_moment_every_promise_is_kept()
    {
        string[] arguments = [Built.Program("tests/Kills/StudyPortal.Kills", "StudyPortal.Kills.dll"), Rounds.ToString(CultureInfo.InvariantCulture), .. Seed()];
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
}
