using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>An existing portal is encrypted, brought under another key, and made plain again.</summary>
public sealed class EncryptBlobsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plain_portal_is_encrypted_once_brought_under_another_key_and_made_plain_again()
    {
        await using var plain = await TestPortal.CreateAsync();
        var hashes = await FillAsync(plain, 5);
        await using var first = With(plain, SomeKeys.Of(1));
        await using var second = With(plain, SomeKeys.Of(2, 1));
        await using var onlySecond = With(plain, SomeKeys.Of(2));

        Assert.Equal((5, 0), await RunAsync(first));
        Assert.Equal((0, 5), await RunAsync(first));
        Assert.All(hashes, hash => Assert.Throws<BlobCorruptException>(() => plain.Get<BlobStore>().Open(hash)));
        Assert.Equal((5, 0), await RunAsync(second));
        foreach (var hash in hashes) await onlySecond.Get<BlobStore>().ReadAsync(hash, Stop);
        Assert.Equal((5, 0), await RunAsync(onlySecond, decrypt: true));

        foreach (var hash in hashes) Assert.Equal(hash, BlobHash.Of(await File.ReadAllBytesAsync(plain.Get<BlobStore>().PathOf(hash), Stop)));
        Assert.Empty(Directory.GetFiles(plain.Root.Incoming));
    }

    [Fact]
    public async Task What_is_damaged_locked_or_foreign_is_named_left_as_it_is_and_hinders_nothing()
    {
        await using var plain = await TestPortal.CreateAsync();
        var hashes = await FillAsync(plain, 3);
        await File.WriteAllTextAsync(plain.Get<BlobStore>().PathOf(hashes[1]), "other", Stop);
        await File.WriteAllTextAsync(Path.Combine(plain.Root.Blobs, "notes.txt"), "not the portal's", Stop);
        await using var other = With(plain, SomeKeys.Of(9));
        var locked = await other.Get<BlobStore>().PutAsync(new byte[] { 9 }, Stop);
        await using var keyed = With(plain, SomeKeys.Of(1));

        var done = await keyed.Get<EncryptBlobs>().ExecuteAsync(false, _ => { }, Stop);

        Assert.Equal((5, 2, 3), (done.Total, done.Rewritten, done.Failed.Count));
        Assert.Contains(done.Failed, failure => failure.Contains(hashes[1].Value, StringComparison.Ordinal) && failure.Contains("is damaged", StringComparison.Ordinal));
        Assert.Contains(done.Failed, failure => failure.Contains(locked.Value, StringComparison.Ordinal) && failure.Contains("does not hold", StringComparison.Ordinal));
        Assert.Contains(done.Failed, failure => failure.Contains("notes.txt", StringComparison.Ordinal));
        Assert.Equal("other", await File.ReadAllTextAsync(plain.Get<BlobStore>().PathOf(hashes[1]), Stop));
        Assert.Single(await other.Get<BlobStore>().ReadAsync(locked, Stop));
    }

    [Fact]
    public async Task A_blob_that_is_removed_meanwhile_does_not_come_back()
    {
        await using var plain = await TestPortal.CreateAsync();
        var hashes = await FillAsync(plain, 4);
        await using var keyed = With(plain, SomeKeys.Of(1));
        var last = hashes.OrderBy(hash => hash.Value, StringComparer.Ordinal).Last();

        var done = await keyed.Get<EncryptBlobs>().ExecuteAsync(false, _ => plain.Get<BlobStore>().Delete(last), Stop);

        Assert.Equal((3, 1), (done.Rewritten, done.Gone));
        Assert.False(File.Exists(plain.Get<BlobStore>().PathOf(last)));
    }

    [Fact]
    public async Task Nor_does_one_that_is_removed_when_its_new_file_is_already_written()
    {
        await using var plain = await TestPortal.CreateAsync();
        var hash = (await FillAsync(plain, 1)).Single();
        await using var keyed = With(plain, SomeKeys.Of(1));
        await using var db = plain.OpenDb();
        Task<EncryptedBlobs> running;
        await using (await db.BeginWritingAsync(Stop))
        {
            running = Task.Run(() => keyed.Get<EncryptBlobs>().ExecuteAsync(false, _ => { }, Stop), Stop);
            while (!Directory.EnumerateFiles(plain.Root.Incoming).Any()) await Task.Delay(1, Stop);
            plain.Get<BlobStore>().Delete(hash);
        }

        Assert.Equal((0, 1), ((await running).Rewritten, (await running).Gone));
        Assert.False(File.Exists(plain.Get<BlobStore>().PathOf(hash)));
        Assert.Empty(Directory.GetFiles(plain.Root.Incoming));
    }

    [Fact]
    public async Task A_blob_that_is_open_while_it_is_rewritten_is_read_to_its_end()
    {
        await using var plain = await TestPortal.CreateAsync();
        var content = Enumerable.Range(0, 400_000).Select(index => (byte)(index * 7)).ToArray();
        var hash = await plain.Get<BlobStore>().PutAsync(content, Stop);
        await using var keyed = With(plain, SomeKeys.Of(1));
        await using var opened = await keyed.Get<BlobStore>().OpenAsync(hash, Stop);

        Assert.Equal((1, 0), await RunAsync(keyed));

        var read = new byte[content.Length];
        await opened.ReadExactlyAsync(read, Stop);
        Assert.Equal(content, read);
        Assert.Equal(content, await keyed.Get<BlobStore>().ReadAsync(hash, Stop));
    }

    [Fact]
    public async Task Without_a_key_there_is_nothing_to_encrypt_with()
    {
        await using var plain = await TestPortal.CreateAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(plain));

        Assert.StartsWith("Storage:BlobKeys is not set", refused.Message, StringComparison.Ordinal);
    }

    private static TestPortal With(TestPortal portal, BlobKeys keys) => portal.On(portal.Storage with { BlobKeys = keys });

    private static async Task<(int Rewritten, int AsWanted)> RunAsync(TestPortal portal, bool decrypt = false)
    {
        var done = await portal.Get<EncryptBlobs>().ExecuteAsync(decrypt, _ => { }, Stop);
        Assert.Empty(done.Failed);
        return (done.Rewritten, done.AsWanted);
    }

    private static async Task<IReadOnlyList<BlobHash>> FillAsync(TestPortal portal, int count)
    {
        var hashes = new List<BlobHash>();
        foreach (var index in Enumerable.Range(0, count)) hashes.Add(await portal.Get<BlobStore>().PutAsync(Enumerable.Repeat((byte)index, 70_000 * index).ToArray(), Stop));
        return hashes;
    }
}
