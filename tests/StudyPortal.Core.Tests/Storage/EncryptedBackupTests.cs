using System.Text;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>Backups of a portal whose blobs are encrypted.</summary>
public sealed class EncryptedBackupTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ScratchFolder _backups = new(), _elsewhere = new();
    private TestPortal _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.CreateSqliteAsync(keys: SomeKeys.Of(1));

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _backups.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task They_are_copied_as_they_are_verified_and_restored_with_the_key()
    {
        var hash = await _portal.Get<BlobStore>().PutAsync(new byte[200_000], Stop);

        var taken = await BackUpAsync(_portal);
        var restored = await RestoreAsync(SomeKeys.Of(1));

        Assert.Equal((1, 0, 0, 0), (taken.Blobs, taken.Damaged.Count, taken.Unverified.Count, restored.Unverified.Count));
        Assert.Equal(await File.ReadAllBytesAsync(_portal.Get<BlobStore>().PathOf(hash), Stop), await File.ReadAllBytesAsync(PathIn(Path.Combine(_elsewhere.Path, "blobs"), hash), Stop));
        foreach (var form in (byte[][])[Encoding.ASCII.GetBytes(SomeKeys.Base64(1)), Convert.FromBase64String(SomeKeys.Base64(1))])
            Assert.DoesNotContain(Directory.EnumerateFiles(_backups.Path, "*", SearchOption.AllDirectories), file => File.ReadAllBytes(file).AsSpan().IndexOf(form) >= 0);
    }

    [Fact]
    public async Task Without_the_key_a_restore_says_what_is_missing_and_the_files_can_be_read_once_it_is_there()
    {
        var hash = await _portal.Get<BlobStore>().PutAsync(new byte[200_000], Stop);
        await BackUpAsync(_portal);

        var restored = await RestoreAsync(SomeKeys.Of(2));

        Assert.Equal([hash.Value], restored.Unverified.Keys);
        Assert.StartsWith("1 files are encrypted under a key that Storage:BlobKeys does not hold (", restored.UnverifiedInWords, StringComparison.Ordinal);
        Assert.Equal(200_000, (await new BlobStore(new DataRoot(_elsewhere.Path), SomeKeys.Of(1)).ReadAsync(hash, Stop)).Length);
    }

    [Fact]
    public async Task A_damaged_one_is_not_taken_into_a_backup_and_not_out_of_one()
    {
        var store = _portal.Get<BlobStore>();
        var (sound, damaged) = (await store.PutAsync(new byte[100], Stop), await store.PutAsync(new byte[101], Stop));
        await FlipAsync(store.PathOf(damaged));

        var taken = await BackUpAsync(_portal);
        Assert.Equal([damaged.Value], taken.Damaged);

        await FlipAsync(PathIn(Path.Combine(_backups.Path, "blobs"), sound));
        await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync(SomeKeys.Of(1)));
    }

    [Fact]
    public async Task The_next_backup_follows_a_change_of_the_key_and_an_earlier_snapshot_is_still_whole()
    {
        await using var plain = _portal.On(_portal.Storage with { BlobKeys = BlobKeys.None });
        var hash = await plain.Get<BlobStore>().PutAsync(new byte[100], Stop);
        await BackUpAsync(plain);
        await _portal.Get<EncryptBlobs>().ExecuteAsync(false, _ => { }, Stop);
        _portal.Clock.Advance(TimeSpan.FromDays(1));

        var taken = await BackUpAsync(_portal);

        Assert.Equal((1, 0), (taken.Blobs, taken.NewBlobs));
        Assert.NotEqual(new byte[100], await File.ReadAllBytesAsync(PathIn(Path.Combine(_backups.Path, "blobs"), hash), Stop));
        var restored = await new RestoreBackup(new DataRoot(_elsewhere.Path), SomeKeys.Of(1)).ExecuteAsync(_backups.Path, "2026-11-01T20-00-00-000Z", (_, _) => { }, Stop);
        Assert.Empty(restored.Unverified);
    }

    [Fact]
    public async Task A_backup_without_the_key_takes_what_it_cannot_verify_and_never_in_the_place_of_what_was_verified()
    {
        await using var plain = _portal.On(_portal.Storage with { BlobKeys = BlobKeys.None });
        var verified = await plain.Get<BlobStore>().PutAsync(new byte[100], Stop);
        await BackUpAsync(plain);
        await _portal.Get<EncryptBlobs>().ExecuteAsync(false, _ => { }, Stop);
        var locked = await _portal.Get<BlobStore>().PutAsync(new byte[101], Stop);
        _portal.Clock.Advance(TimeSpan.FromDays(1));

        var taken = await BackUpAsync(plain);

        Assert.Equal([locked.Value], taken.Unverified.Keys);
        Assert.Equal((2, 0), (taken.Blobs, taken.Damaged.Count));
        Assert.Equal(new byte[100], await File.ReadAllBytesAsync(PathIn(Path.Combine(_backups.Path, "blobs"), verified), Stop));
    }

    [Fact]
    public async Task What_was_taken_without_the_key_stays_unverified_until_a_backup_has_the_key_and_then_it_is_verified()
    {
        var (sound, damaged) = (await _portal.Get<BlobStore>().PutAsync(new byte[100], Stop), await _portal.Get<BlobStore>().PutAsync(new byte[101], Stop));
        await using var plain = _portal.On(_portal.Storage with { BlobKeys = BlobKeys.None });
        await BackUpAsync(plain);
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new[] { sound.Value, damaged.Value }.Order(StringComparer.Ordinal), (await BackUpAsync(plain)).Unverified.Keys.Order(StringComparer.Ordinal));
        await FlipAsync(PathIn(Path.Combine(_backups.Path, "blobs"), damaged));
        _portal.Clock.Advance(TimeSpan.FromDays(1));

        var taken = await BackUpAsync(_portal);

        Assert.Equal((2, 1, 0, 0), (taken.Blobs, taken.NewBlobs, taken.Damaged.Count, taken.Unverified.Count));
        Assert.Empty((await RestoreAsync(SomeKeys.Of(1))).Unverified);
    }

    private Task<BackupManifest> BackUpAsync(TestPortal portal) => portal.Get<TakeBackup>().ExecuteAsync(_backups.Path, (_, _) => { }, Stop);

    private Task<BackupManifest> RestoreAsync(BlobKeys keys) => new RestoreBackup(new DataRoot(_elsewhere.Path), keys).ExecuteAsync(_backups.Path, null, (_, _) => { }, Stop);

    private static string PathIn(string blobs, BlobHash hash) => Path.Combine(blobs, hash.Value[..2], hash.Value[2..]);

    private static async Task FlipAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);
    }
}
