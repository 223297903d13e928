using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary><c>encrypt-blobs</c> in processes of their own, and how the other verbs meet its files.</summary>
public sealed class EncryptBlobsVerbTests : IAsyncLifetime
{
    private const int Images = 400;

    private static readonly string Key = KeyOf(1), Another = KeyOf(2);

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-encrypt").FullName;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await ConsoleRun.OfAsync("phantom", "--out", In("phantoms"), "--count", $"{Images}", "--size", "16")).Code);
        Assert.Equal(0, (await ConsoleRun.OfAsync("import", In("phantoms"), "--name", "Phantoms", "--data", In("data"))).Code);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Killed_in_the_middle_it_leaves_every_file_whole_and_the_next_run_goes_on()
    {
        var files = Blobs();
        using (var run = ProcessRun.Start(Key, "encrypt-blobs", "--data", In("data")))
        {
            while (IsPlain(files[20]) && !run.HasExited) await Task.Yield();
            run.Kill();
            await run.WaitForExitAsync(Stop);
        }

        var plain = files.Count(IsPlain);
        Assert.InRange(plain, 1, files.Count - 20);
        var blobs = new BlobStore(new DataRoot(In("data")), BlobKeys.Parse(Key));
        foreach (var file in files) await blobs.ReadAsync(HashOf(file), Stop);

        var again = await ProcessRun.WithKeysAsync(Key, "encrypt-blobs", "--data", In("data"));

        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.Contains($"{plain} files encrypted, {files.Count - plain} were so before, 0 were removed meanwhile, 0 left as they are.", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Blobs(), IsPlain);
    }

    [Fact]
    public async Task A_portal_is_encrypted_verified_backed_up_restored_changed_to_another_key_and_made_plain_again()
    {
        var count = Blobs().Count;
        Assert.Equal(0, (await ProcessRun.WithKeysAsync(Key, "encrypt-blobs", "--data", In("data"))).Code);

        var verified = await ProcessRun.WithKeysAsync(Key, "verify", "--data", In("data"));
        Assert.Equal((0, ""), (verified.Code, verified.Error));
        Assert.Contains($"{count} encrypted, 0 plain", verified.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await CodeAsync(Key, "backup", In("backups"), "--data", In("data")));
        Assert.Equal((0, ""), await CodeAsync(Key, "restore", In("backups"), "--data", In("restored")));
        Assert.Equal(0, (await ProcessRun.WithKeysAsync(Key, "verify", "--data", In("restored"))).Code);

        var (code, error) = await CodeAsync(Another, "restore", In("backups"), "--data", In("locked"));
        Assert.Equal(1, code);
        Assert.Contains($"{count} files are encrypted under a key that Storage:BlobKeys does not hold (", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Another, error, StringComparison.Ordinal);

        Assert.Equal((0, ""), await CodeAsync($"{Another},{Key}", "encrypt-blobs", "--data", In("data")));
        Assert.Equal(0, (await ProcessRun.WithKeysAsync(Another, "verify", "--data", In("data"))).Code);
        Assert.Equal((0, ""), await CodeAsync(Another, "encrypt-blobs", "--decrypt", "--data", In("data")));
        Assert.Contains($"0 encrypted, {count} plain", (await ProcessRun.OfAsync("verify", "--data", In("data"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_or_with_one_that_is_none_it_says_so_and_does_nothing()
    {
        Assert.Contains("Storage:BlobKeys is not set", (await CodeAsync("", "encrypt-blobs", "--data", In("data"))).Error, StringComparison.Ordinal);
        var (code, error) = await CodeAsync("c2VjcmV0", "encrypt-blobs", "--data", In("data"));
        Assert.Equal(1, code);
        Assert.StartsWith("Key 1 of Storage:BlobKeys has 6 bytes", error, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", error, StringComparison.Ordinal);
        Assert.All(Blobs(), file => Assert.True(IsPlain(file)));
        Assert.Contains("plain or encrypted under another key", (await ConsoleRun.OfAsync("encrypt-blobs", "--help")).Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> CodeAsync(string keys, params string[] arguments)
    {
        var run = await ProcessRun.WithKeysAsync(keys, arguments);
        return (run.Code, run.Error);
    }

    private static string KeyOf(byte number) => Convert.ToBase64String([.. Enumerable.Repeat(number, 32)]);

    private List<string> Blobs() => [.. Directory.EnumerateFiles(In("data/blobs"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static bool IsPlain(string file) => BlobHash.Of(File.ReadAllBytes(file)) == HashOf(file);

    private static BlobHash HashOf(string file) => new(Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file));

    private string In(string name) => Path.Combine(_folder, name);
}
