using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Verification;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>Blobs that are encrypted on disk.</summary>
public sealed class EncryptedBlobTests : IAsyncLifetime
{
    private const int Chunk = 65_536, Header = 48, Mark = 7, Tag = 16;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;

    private BlobStore Blobs => _portal.Get<BlobStore>();

    public async ValueTask InitializeAsync() => _portal = await TestPortal.CreateAsync(keys: SomeKeys.Of(1));

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((5 * Chunk) + 4711)]
    public async Task Content_of_every_size_comes_back_and_its_name_is_still_its_hash(int size)
    {
        var content = Content(size);

        var hash = await Blobs.PutAsync(content, Stop);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), hash.Value);
        Assert.Equal(content, await Blobs.ReadAsync(hash, Stop));
        await using var opened = await Blobs.OpenAsync(hash, Stop);
        Assert.Equal((true, size), (opened.CanSeek, opened.Length));
        Assert.Equal(content, await AllOfAsync(opened));
        using var again = Blobs.Open(hash);
        Assert.Equal(content, await AllOfAsync(again));
        var stored = await File.ReadAllBytesAsync(Blobs.PathOf(hash), Stop);
        Assert.Equal(Header + size + (Tag * Math.Max(1, (size + Chunk - 1) / Chunk)), stored.Length);
        if (size > 100) Assert.True(stored.AsSpan().IndexOf(content.AsSpan(0, 16)) < 0);
    }

    [Fact]
    public async Task A_stream_that_gives_a_few_bytes_at_a_time_is_the_same_blob()
    {
        var content = Content((2 * Chunk) + 5);

        var hash = await Blobs.PutAsync(new Trickle(content), Stop);

        Assert.Equal(content, await Blobs.ReadAsync(hash, Stop));
        Assert.Empty(Directory.GetFiles(_portal.Root.Incoming));
    }

    [Fact]
    public async Task A_part_is_read_from_any_place()
    {
        var content = Content((3 * Chunk) + 2000);
        var hash = await Blobs.PutAsync(content, Stop);
        await using var opened = await Blobs.OpenAsync(hash, Stop);
        var part = new byte[1000];

        foreach (var at in new[] { 0, 1, Chunk - 500, Chunk, (3 * Chunk) - 1, content.Length - 1000, 17 })
        {
            opened.Seek(at, SeekOrigin.Begin);
            await opened.ReadExactlyAsync(part, Stop);
            Assert.Equal(content[at..(at + 1000)], part);
        }

        opened.Seek(-1, SeekOrigin.End);
        Assert.Equal((content[^1], -1), (opened.ReadByte(), opened.ReadByte()));
    }

    [Fact]
    public async Task A_bit_that_is_flipped_anywhere_is_found()
    {
        var hash = await Blobs.PutAsync(Content(Chunk + 300), Stop);
        var sound = await File.ReadAllBytesAsync(Blobs.PathOf(hash), Stop);

        var places = Enumerable.Range(0, Header + 2).Concat([Header + Chunk - 1, Header + Chunk, Header + Chunk + Tag - 1, Header + Chunk + Tag, sound.Length - Tag, sound.Length - 1]);
        foreach (var place in places.Concat(Enumerable.Range(0, 50).Select(index => index * 1301)))
            await RefusedAsync(hash, [.. sound[..place], (byte)(sound[place] ^ 0x10), .. sound[(place + 1)..]], byCipher: place >= Mark);
    }

    [Fact]
    public async Task Equal_chunks_are_not_equal_on_disk()
    {
        var hash = await Blobs.PutAsync(new byte[2 * Chunk], Stop);

        var stored = await File.ReadAllBytesAsync(Blobs.PathOf(hash), Stop);

        Assert.NotEqual(stored[Header..(Header + Chunk)], stored[(Header + Chunk + Tag)..^Tag]);
    }

    [Fact]
    public async Task A_blob_that_is_cut_at_or_beside_a_border_lengthened_or_put_together_anew_is_found()
    {
        var hash = await Blobs.PutAsync(Content(3 * Chunk), Stop);
        var sound = await File.ReadAllBytesAsync(Blobs.PathOf(hash), Stop);
        var (start, full) = (sound[..Header], Chunk + Tag);
        byte[][] chunks = [.. Enumerable.Range(0, 3).Select(index => sound[(Header + (index * full))..(Header + ((index + 1) * full))])];

        foreach (var length in Enumerable.Range(0, 4).Select(index => Header + (index * full)).SelectMany(border => new[] { border - 1, border, border + 1, border + Tag }).Where(length => length < sound.Length))
            await RefusedAsync(hash, sound[..length]);
        await RefusedAsync(hash, [.. sound, 0]);
        await RefusedAsync(hash, [.. sound, .. chunks[2]]);
        await RefusedAsync(hash, [.. start, .. chunks[1], .. chunks[0], .. chunks[2]]);
        await RefusedAsync(hash, [.. start, .. chunks[0], .. chunks[2]]);
        await RefusedAsync(hash, [.. start, .. chunks[0], .. chunks[0], .. chunks[2]]);
    }

    [Fact]
    public async Task The_content_of_one_blob_under_the_name_of_another_is_found()
    {
        var (one, other) = (await Blobs.PutAsync(Content(100), Stop), await Blobs.PutAsync(Content(101), Stop));

        await RefusedAsync(one, await File.ReadAllBytesAsync(Blobs.PathOf(other), Stop), byCipher: false);
    }

    [Fact]
    public async Task Plain_blobs_and_those_under_several_keys_live_beside_each_other()
    {
        var earlier = await Blobs.PutAsync(Content(1), Stop);
        await using var without = With(BlobKeys.None);
        var plain = await without.Get<BlobStore>().PutAsync(Content(2), Stop);
        await using var changed = With(SomeKeys.Of(2, 1));
        var store = changed.Get<BlobStore>();

        var later = await store.PutAsync(Content(3), Stop);

        Assert.Equal((1, 2, 3), ((await store.ReadAsync(earlier, Stop)).Length, (await store.ReadAsync(plain, Stop)).Length, (await store.ReadAsync(later, Stop)).Length));
        Assert.Equal(Content(2), await File.ReadAllBytesAsync(store.PathOf(plain), Stop));
        Assert.True((await Assert.ThrowsAsync<BlobCorruptException>(() => Blobs.ReadAsync(later, Stop))).IsLocked);
    }

    [Fact]
    public async Task Under_a_key_that_is_not_there_a_blob_says_so_everywhere_and_is_read_again_with_it()
    {
        var hash = await Blobs.PutAsync(Content(100), Stop);
        await using var without = With(BlobKeys.None);

        var refused = await Assert.ThrowsAsync<BlobCorruptException>(() => without.Get<BlobStore>().ReadAsync(hash, Stop));
        Assert.Throws<BlobCorruptException>(() => without.Get<BlobStore>().Open(hash));

        Assert.Contains("encrypted under a key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("that Storage:BlobKeys does not hold", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("backup", refused.Message, StringComparison.Ordinal);
        var trouble = Assert.Single(await without.Get<WatchStore>().LookAsync(Stop), trouble => trouble.Kind == TroubleKind.File);
        Assert.Equal((hash.Value, true), (trouble.Subject, trouble.Cause.Contains("Storage:BlobKeys", StringComparison.Ordinal)));
        Assert.Contains("Storage:BlobKeys", without.Get<CheckBlobKeys>().Execute(), StringComparison.Ordinal);
        Assert.Null(_portal.Get<CheckBlobKeys>().Execute());
        var finding = Assert.Single((await without.Get<VerifyPortal>().ExecuteAsync(_ => { }, Stop)).Findings);
        Assert.Equal((FindingKind.BlobLocked, true), (finding.Kind, finding.ToString().Contains(BlobKeys.Name, StringComparison.Ordinal)));
        Assert.Equal(Content(100), await Blobs.ReadAsync(hash, Stop));
    }

    [Fact]
    public async Task Verification_counts_what_is_encrypted()
    {
        await Blobs.PutAsync(Content(100), Stop);
        await using var without = With(BlobKeys.None);
        await without.Get<BlobStore>().PutAsync(Content(50), Stop);

        var verdict = await _portal.Get<VerifyPortal>().ExecuteAsync(_ => { }, Stop);

        Assert.Equal((2, 1, 150, true), (verdict.Blobs, verdict.EncryptedBlobs, verdict.BlobBytes, verdict.IsSound));
    }

    [Fact]
    public async Task What_would_be_taken_for_an_encrypted_blob_is_not_stored_plain()
    {
        var hash = await Blobs.PutAsync(Content(100), Stop);
        var raw = await File.ReadAllBytesAsync(Blobs.PathOf(hash), Stop);
        await using var without = With(BlobKeys.None);

        await Assert.ThrowsAsync<InvalidDataException>(() => without.Get<BlobStore>().PutAsync(raw, Stop));
        await Assert.ThrowsAsync<InvalidDataException>(() => without.Get<BlobStore>().PutAsync(new MemoryStream(raw), Stop));

        Assert.Empty(Directory.GetFiles(_portal.Root.Incoming));
        Assert.Equal(raw, await Blobs.ReadAsync(await Blobs.PutAsync(raw, Stop), Stop));
    }

    [Theory]
    [InlineData("c2hvcnQ=", "Key 1 of Storage:BlobKeys has 5 bytes")]
    [InlineData("hush-not-a-key", "Key 1 of Storage:BlobKeys is no base64")]
    [InlineData("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,", "Key 2 of Storage:BlobKeys has 0 bytes")]
    public void A_key_that_is_none_is_refused_without_saying_what_it_is(string setting, string reason)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(BlobKeys.Name, setting)]).Build();

        var refused = Assert.Throws<InvalidOperationException>(() => StorageSettings.Read(settings));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(setting.Split(',')[0], refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_do_not_come_out_as_text()
    {
        var settings = StorageSettings.Sqlite with { BlobKeys = SomeKeys.Of(1, 2) };

        Assert.DoesNotContain(SomeKeys.Base64(1)[..8], settings.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 keys", settings.ToString(), StringComparison.Ordinal);
    }

    /// <param name="byCipher">Whether that is found before the hash of the whole content is.</param>
    private async Task RefusedAsync(BlobHash hash, byte[] changed, bool byCipher = true)
    {
        await File.WriteAllBytesAsync(Blobs.PathOf(hash), changed, Stop);
        if (byCipher) await Assert.ThrowsAsync<BlobCorruptException>(() => ReadUncheckedAsync(hash));
        await Assert.ThrowsAsync<BlobCorruptException>(() => Blobs.ReadAsync(hash, Stop));
        await Assert.ThrowsAsync<BlobCorruptException>(() => Blobs.OpenAsync(hash, Stop));
    }

    private async Task<byte[]> ReadUncheckedAsync(BlobHash hash)
    {
        await using var content = Blobs.OpenUnchecked(hash);
        return await AllOfAsync(content);
    }

    private TestPortal With(BlobKeys keys) => _portal.On(_portal.Storage with { BlobKeys = keys });

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private static async Task<byte[]> AllOfAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Stop);
        return all.ToArray();
    }

    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 777)], cancellationToken);
    }
}
