using Microsoft.Data.Sqlite;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Tests.Reading;

namespace StudyPortal.Core.Tests.Storage;

public sealed class BackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_restored_into_an_empty_root_has_the_same_rows_and_files_and_works()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));
        var rows = RowHashes.Of(room.Portal.Root.Database);

        await BackUpAsync(room, backups);
        var root = new DataRoot(Path.Combine(elsewhere.Path, "root"));
        await new RestoreBackup(root, BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop);

        Assert.True(rows["Answers"].Rows == 1 && rows["AnswerEvents"].Rows == 1);
        Assert.Equal(rows, RowHashes.Of(root.Database));
        Assert.Equal(Files(room.Portal.Root.Blobs), Files(root.Blobs));
        Assert.Equal(Files(room.Portal.Root.Keys), Files(root.Keys));
    }

    [Fact]
    public async Task The_next_backup_copies_only_what_is_new_and_an_earlier_one_can_still_be_restored()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        var first = await BackUpAsync(room, backups);
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));
        await room.Portal.Get<BlobStore>().PutAsync(new byte[] { 1, 2, 3 }, Stop);
        room.Portal.Clock.Advance(TimeSpan.FromDays(1));

        var second = await BackUpAsync(room, backups);

        Assert.Equal((first.Blobs, first.Blobs + 1, 1), (first.NewBlobs, second.Blobs, second.NewBlobs));
        var restored = await new RestoreBackup(new DataRoot(elsewhere.Path), BlobKeys.None).ExecuteAsync(backups.Path, "2026-11-01T20-00-00-000Z", (_, _) => { }, Stop);
        Assert.Equal(0, restored.Tables["Answers"].Rows);
    }

    [Fact]
    public async Task A_backup_under_writing_is_one_moment_and_holds_all_that_was_confirmed_before()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        var confirmed = 0;
        var reading = Task.Run(
            async () =>
            {
                for (var place = 0; place < room.Session.Places.Count; place++)
                {
                    Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(place % 6))));
                    Interlocked.Increment(ref confirmed);
                }
            }, Stop);
        while (Volatile.Read(ref confirmed) < 3) await Task.Delay(1, Stop);
        var before = Volatile.Read(ref confirmed);

        var taken = await BackUpAsync(room, backups);
        await reading;
        var root = new DataRoot(elsewhere.Path);
        await new RestoreBackup(root, BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop);

        Assert.InRange(taken.Tables["Answers"].Rows, before, room.Session.Places.Count);
        Assert.Equal(taken.Tables["Answers"].Rows, taken.Tables["AnswerEvents"].Rows);
        Assert.Equal("ok", Ask(root.Database, "PRAGMA integrity_check"));
        Assert.Null(Ask(root.Database, "PRAGMA foreign_key_check"));
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_by_the_name_of_its_file_and_leaves_no_portal()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        await BackUpAsync(room, backups);
        var blob = Directory.EnumerateFiles(Path.Combine(backups.Path, "blobs"), "*", SearchOption.AllDirectories).First();
        await File.AppendAllTextAsync(blob, "x", Stop);
        var root = new DataRoot(elsewhere.Path);

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => new RestoreBackup(root, BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop));

        Assert.StartsWith(blob, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(root.Database));
    }

    [Fact]
    public async Task A_root_that_holds_a_portal_is_never_restored_over_and_a_folder_without_backups_is_said_to_be_one()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();

        var empty = await Assert.ThrowsAsync<InvalidOperationException>(() => new RestoreBackup(new DataRoot(elsewhere.Path), BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop));
        await BackUpAsync(room, backups);
        var full = await Assert.ThrowsAsync<InvalidOperationException>(() => new RestoreBackup(room.Portal.Root, BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop));

        Assert.Contains("no backup in", empty.Message, StringComparison.Ordinal);
        Assert.Contains("holds a portal", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_portal_that_is_damaged_is_named_and_all_else_is_backed_up()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        using var backups = new ScratchFolder();
        var bad = await room.Portal.Get<BlobStore>().PutAsync(new byte[] { 1, 2, 3 }, Stop);
        await File.WriteAllTextAsync(room.Portal.Get<BlobStore>().PathOf(bad), "other", Stop);

        var taken = await BackUpAsync(room, backups);

        Assert.Equal([bad.Value], taken.Damaged);
        Assert.Equal(Files(room.Portal.Root.Blobs).Count - 1, taken.Blobs);
    }

    private static Task<BackupManifest> BackUpAsync(Room room, ScratchFolder backups) => room.Portal.Get<TakeBackup>().ExecuteAsync(backups.Path, (_, _) => { }, Stop);

    private static Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => BlobHash.Of(File.ReadAllBytes(file)).Value);

    private static string? Ask(string database, string question)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar() as string;
    }
}
