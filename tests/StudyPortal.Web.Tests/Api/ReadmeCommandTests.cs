using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StudyPortal.Web.Tests.Api;

public sealed partial class ReadmeCommandTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_commands_of_the_readme_run_as_they_stand()
    {
        foreach (var program in (string[])["bash", "curl", "jq"])
            Assert.SkipUnless(IsThere(program), $"There is no {program} here.");
        var folder = Directory.CreateTempSubdirectory("studyportal-readme-").FullName;
        try
        {
            var said = await RunAsync(await CommandsAsync(), folder);

            Assert.Contains($"{world.Sample.DatasetId} Sample phantoms: 12 cases", said, StringComparison.Ordinal);
            Assert.Contains("\n1\n3\n5\n7\n9\n", said, StringComparison.Ordinal);
            Assert.Contains("results.json: every number of the report", said, StringComparison.Ordinal);
            Assert.Equal((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(Path.Combine(folder, "case-1.png"), Stop))[..4]);
            Assert.Equal("weights", await File.ReadAllTextAsync(Path.Combine(folder, "model.pth"), Stop));
            Assert.Equal("NUMPY", (await File.ReadAllTextAsync(Path.Combine(folder, "map.npy"), Stop))[1..6]);
            Assert.StartsWith("PK", await File.ReadAllTextAsync(Path.Combine(folder, "bundle.zip"), Stop), StringComparison.Ordinal);
            Assert.Equal(
                await world.Researcher.GetByteArrayAsync($"/api/v1/reports/{world.Report}/files/ratings.csv", Stop), await File.ReadAllBytesAsync(Path.Combine(folder, "ratings.csv"), Stop));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> RunAsync(string commands, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PORTAL"] = world.Portal.Address.ToString().TrimEnd('/');
        start.Environment["TOKEN"] = world.Admin.DefaultRequestHeaders.Authorization!.Parameter;
        using var shell = Process.Start(start)!;
        var (said, wrong) = (shell.StandardOutput.ReadToEndAsync(Stop), shell.StandardError.ReadToEndAsync(Stop));
        await shell.WaitForExitAsync(Stop);
        Assert.True(shell.ExitCode == 0, $"{await said}\n{await wrong}");
        return await said;
    }

    private static async Task<string> CommandsAsync() =>
        Commands().Match(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "README.md"), Stop)) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException("The README has no commands under 'From a script'.");

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StudyPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static bool IsThere(string program)
    {
        try
        {
            using var started = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
            started.StandardOutput.ReadToEnd();
            started.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex("## From a script.*?```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();
}
