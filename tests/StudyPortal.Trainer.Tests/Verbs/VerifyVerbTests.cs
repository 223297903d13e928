using System.Text.Json;
using Microsoft.Data.Sqlite;
using StudyPortal.Core.Audit;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary><c>verify</c> and <c>verify-audit</c> over a portal that the other verbs made.</summary>
public sealed class VerifyVerbTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-verify").FullName;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await ConsoleRun.OfAsync("phantom", "--out", In("phantoms"), "--count", "6", "--size", "32")).Code);
        Assert.Equal(0, (await ConsoleRun.OfAsync("import", In("phantoms"), "--name", "Phantoms", "--data", In("data"))).Code);
    }

    [Fact]
    public async Task A_sound_portal_ends_with_0_and_a_damaged_one_with_1_a_line_for_each_finding_and_a_file()
    {
        var sound = await ConsoleRun.OfAsync("verify", "--data", In("data"));
        var blob = Directory.GetFiles(In("data/blobs"), "*", SearchOption.AllDirectories)[0];
        File.Delete(blob);

        var damaged = await ConsoleRun.OfAsync("verify", "--data", In("data"), "--out", In("found.json"));

        Assert.Equal((0, ""), (sound.Code, sound.Error));
        Assert.Contains("Everything is as it should be.", sound.Output, StringComparison.Ordinal);
        Assert.Equal((1, "1 things are wrong.\n"), (damaged.Code, damaged.Error));
        Assert.Contains($"BlobMissing: the file {Path.GetFileName(Path.GetDirectoryName(blob))}{Path.GetFileName(blob)} is missing", damaged.Output, StringComparison.Ordinal);
        using var found = JsonDocument.Parse(await File.ReadAllTextAsync(In("found.json"), TestContext.Current.CancellationToken));
        Assert.Equal("BlobMissing", Assert.Single(found.RootElement.GetProperty("findings").EnumerateArray()).GetProperty("kind").GetString());
        Assert.False(found.RootElement.GetProperty("isSound").GetBoolean());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        var run = await ConsoleRun.OfAsync("verify", "--data", In("nowhere"));

        Assert.Equal((1, false), (run.Code, Directory.Exists(In("nowhere"))));
    }

    [Fact]
    public async Task An_exported_trail_is_verified_from_its_file_alone()
    {
        await using (var portal = await Trainer.Verbs.HeadlessPortal.OpenAsync(new Core.Storage.DataRoot(In("data")), TestContext.Current.CancellationToken))
        await using (var file = File.Create(In("trail.jsonl"))) await portal.Get<ExportAuditTrail>().ExecuteAsync(file, TestContext.Current.CancellationToken);
        var lines = await File.ReadAllLinesAsync(In("trail.jsonl"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(In("changed.jsonl"), [lines[0].Replace("Phantoms", "Patients", StringComparison.Ordinal), .. lines[1..]], TestContext.Current.CancellationToken);
        Directory.Delete(In("data"), recursive: true);

        var intact = await ConsoleRun.OfAsync("verify-audit", In("trail.jsonl"));
        var changed = await ConsoleRun.OfAsync("verify-audit", In("changed.jsonl"));
        var other = await ConsoleRun.OfAsync("verify-audit", In("trail.jsonl"), "--expect", new string('a', 64));

        Assert.Equal((0, ""), (intact.Code, intact.Error));
        Assert.Contains($"{lines.Length} events, in order and unchanged", intact.Output, StringComparison.Ordinal);
        Assert.Equal((1, $"{In("changed.jsonl")}, line 1: event 1 was changed after it was written.\n"), (changed.Code, changed.Error));
        Assert.Equal(1, other.Code);
        Assert.Contains("cut off, or written anew", other.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
