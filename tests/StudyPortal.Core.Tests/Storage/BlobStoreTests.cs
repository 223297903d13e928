using System.Text;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Storage;

public sealed class BlobStoreTests
{
    [Fact]
    public async Task A_blob_comes_back_by_the_hash_of_its_bytes()
    {
        await using var portal = await TestPortal.CreateAsync();
        var store = portal.Get<BlobStore>();

        var hash = await store.PutAsync(Encoding.ASCII.GetBytes("abc"), CancellationToken.None);

        // SHA-256 of "abc": FIPS 180-4, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash.Value);
        Assert.Equal("abc", Encoding.ASCII.GetString(await store.ReadAsync(hash, CancellationToken.None)));
    }

    [Fact]
    public async Task A_stream_and_its_bytes_are_one_blob_and_nothing_is_left_incoming()
    {
        await using var portal = await TestPortal.CreateAsync();
        var store = portal.Get<BlobStore>();
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();

        var first = await store.PutAsync(bytes, CancellationToken.None);
        var second = await store.PutAsync(new MemoryStream(bytes), CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Empty(Directory.GetFiles(portal.Root.Incoming));
    }

    [Fact]
    public async Task An_opened_blob_is_read_from_its_start()
    {
        await using var portal = await TestPortal.CreateAsync();
        var hash = await portal.Get<BlobStore>().PutAsync(Encoding.ASCII.GetBytes("abc"), CancellationToken.None);

        await using var content = await portal.Get<BlobStore>().OpenAsync(hash, CancellationToken.None);

        Assert.Equal("abc", await new StreamReader(content).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_changed_file_is_refused_by_name()
    {
        await using var portal = await TestPortal.CreateAsync();
        var store = portal.Get<BlobStore>();
        var hash = await store.PutAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);

        await File.WriteAllBytesAsync(store.PathOf(hash), [1, 2, 4], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<BlobCorruptException>(() => store.ReadAsync(hash, CancellationToken.None));
        Assert.Contains(hash.Value, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BlobCorruptException>(() => store.OpenAsync(hash, CancellationToken.None));
    }
}
