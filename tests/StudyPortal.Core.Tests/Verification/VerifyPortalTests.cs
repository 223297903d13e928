using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Verification;

namespace StudyPortal.Core.Tests.Verification;

/// <summary>Each thing that must hold is damaged in a copy of a sound portal, past the portal's code, and exactly that is found.</summary>
public sealed class VerifyPortalTests(SoundPortal sound) : IClassFixture<SoundPortal>
{
    private const string
        OpenStudy = "(SELECT Id FROM Studies WHERE State = 'Open')",
        InClosed = "SlotId IN (SELECT Id FROM ReadingSlots WHERE StudyId = (SELECT Id FROM Studies WHERE State = 'Closed'))",
        Unsigned = $"SlotId IN (SELECT Id FROM ReadingSlots WHERE StudyId = {OpenStudy} AND ReaderId = (SELECT Id FROM StudyReaders WHERE StudyId = {OpenStudy} AND Code = 'R2'))",
        OrderOfOne = $"StudyId = {OpenStudy} AND ReaderId = (SELECT Id FROM StudyReaders WHERE StudyId = {OpenStudy} AND Code = 'R2') AND Position";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_found_in_a_sound_portal_and_nothing_in_it_is_changed()
    {
        using var copy = new PortalCopy(sound.Folder);
        var before = copy.Files();

        var verdict = await copy.VerifyAsync();

        Assert.Empty(verdict.Findings);
        Assert.True(verdict is { IsSound: true, AuditEvents: > 5, AnswerEvents: > 5 } && verdict.Blobs > 5 && verdict.BlobBytes > verdict.Blobs);
        Assert.Equal(before, copy.Files());
    }

    [Theory]
    [InlineData("an audit event is changed", "UPDATE AuditEvents SET Details = 'never happened' WHERE Sequence = 3", FindingKind.AuditBroken)]
    [InlineData("an audit event is removed", "DELETE FROM AuditEvents WHERE Sequence = 3", FindingKind.AuditBroken)]
    [InlineData("the last change of an answer is changed", $"UPDATE AnswerEvents SET NewValue = '0' WHERE Version = 2 AND {Unsigned}", FindingKind.AnswerChanged)]
    [InlineData("the first change of an answer is removed", $"DELETE FROM AnswerEvents WHERE Version = 1 AND {Unsigned}", FindingKind.HistoryBroken)]
    [InlineData("an answer is changed", $"UPDATE Answers SET Value = '0' WHERE {Unsigned}", FindingKind.AnswerChanged)]
    [InlineData("the time of an answer is changed", $"UPDATE Answers SET AtUtc = '2026-01-01' WHERE {Unsigned}", FindingKind.AnswerChanged)]
    [InlineData("an answer is removed", $"DELETE FROM Answers WHERE {Unsigned}", FindingKind.AnswerMissing)]
    [InlineData("an answer is there twice", "ALTER TABLE Answers RENAME TO Old; CREATE TABLE Answers AS SELECT * FROM Old; DROP TABLE Old; INSERT INTO Answers SELECT * FROM Answers LIMIT 1",
        FindingKind.SchemaChanged, FindingKind.SchemaChanged, FindingKind.AnswerTwice, FindingKind.SignatureBroken)]
    [InlineData("a signature is changed", "UPDATE ReadingSignatures SET AnswersHash = 'another'", FindingKind.SignatureBroken)]
    [InlineData("the way in which a signature was given is changed", "UPDATE ReadingSignatures SET Method = 'Passkey'", FindingKind.SignatureBroken)]
    [InlineData("a patient is in two splits", "UPDATE Cases SET Patient = 'P2', Split = 'Train' WHERE Number = 1", FindingKind.PatientInTwoSplits)]
    [InlineData("two places of an order are exchanged",
        $"CREATE TEMP TABLE Two AS SELECT Position, ItemId FROM ReadingSlots WHERE {OrderOfOne} IN (2, 3); UPDATE ReadingSlots SET ItemId = (SELECT ItemId FROM Two WHERE Position = 5 - ReadingSlots.Position) WHERE {OrderOfOne} IN (2, 3)",
        FindingKind.OrderChanged)]
    [InlineData("a place of an order is removed", $"DELETE FROM ReadingSlots WHERE {OrderOfOne} = 4", FindingKind.OrderChanged)]
    [InlineData("a plan is changed", "UPDATE Studies SET PlanJson = replace(PlanJson, '1', '2') WHERE State = 'Open'", FindingKind.PlanChanged)]
    [InlineData("an answer of a closed study is changed together with its history",
        $"UPDATE AnswerEvents SET NewValue = '0' WHERE Version = 2 AND {InClosed}; UPDATE Answers SET Value = '0' WHERE {InClosed}", FindingKind.AnalysisSetChanged)]
    [InlineData("a closed study names another file as its analysis set", "UPDATE Studies SET FrozenSet = (SELECT Weights FROM Models LIMIT 1) WHERE State = 'Closed'",
        FindingKind.AnalysisSetChanged, FindingKind.AnalysisSetChanged)]
    [InlineData("a map of a closed study is exchanged",
        "UPDATE SaliencyMaps SET Raw = Rendering WHERE Id = (SELECT SaliencyMapId FROM StudyItems WHERE StudyId = (SELECT Id FROM Studies WHERE State = 'Closed') LIMIT 1)", FindingKind.MapChanged)]
    [InlineData("a row names one that is not there", "INSERT INTO CaseLabels (CaseId, Label, Value) VALUES ('00000000-0000-0000-0000-000000000001', 'Mass', 'Positive')", FindingKind.ReferenceBroken)]
    [InlineData("a trigger is removed", "DROP TRIGGER AuditEvents_refuse_DELETE", FindingKind.SchemaChanged)]
    [InlineData("a unique index is removed", "DROP INDEX IX_AnswerEvents_IdempotencyKey", FindingKind.SchemaChanged)]
    public async Task Damage_to_the_database_is_found_for_what_it_is(string what, string damage, params FindingKind[] expected)
    {
        using var copy = new PortalCopy(sound.Folder);
        copy.Damage(damage);

        var verdict = await copy.VerifyAsync();

        Assert.True(expected.Order().SequenceEqual(verdict.Findings.Select(finding => finding.Kind).Order()), $"{what}: {string.Join(Environment.NewLine, verdict.Findings)}");
        Assert.False(verdict.IsSound);
    }

    [Fact]
    public async Task A_page_of_the_database_file_that_was_overwritten_is_found()
    {
        using var copy = new PortalCopy(sound.Folder);
        var (page, size) = copy.PageOf("IX_ImportProblems_ImportId");
        using (var file = new FileStream(copy.Root.Database, FileMode.Open))
        {
            file.Position = (page - 1L) * size;
            file.Write(Enumerable.Repeat((byte)0xA5, 64).ToArray());
        }

        var verdict = await copy.VerifyAsync();

        Assert.NotEmpty(verdict.Findings);
        Assert.All(verdict.Findings, finding => Assert.Equal(FindingKind.DatabaseDamaged, finding.Kind));
    }

    [Theory]
    [InlineData("SELECT Weights FROM Models", "Models.Weights")]
    [InlineData("SELECT Pixels FROM Cases WHERE Number = 3", "Cases.")]
    [InlineData("SELECT FrozenSet FROM Studies WHERE State = 'Closed'", "Reports.AnalysisSet")]
    public async Task A_file_that_is_gone_or_damaged_is_named_with_what_needs_it(string which, string owner)
    {
        using var copy = new PortalCopy(sound.Folder);
        var path = copy.Blobs.PathOf(new BlobHash(copy.Ask(which)));
        var content = await File.ReadAllBytesAsync(path, Stop);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(path, content, Stop);
        var damaged = await copy.VerifyAsync();
        File.Delete(path);

        var missing = await copy.VerifyAsync();

        Assert.Equal((FindingKind.BlobDamaged, true), (Assert.Single(damaged.Findings).Kind, damaged.Findings[0].What.Contains(owner, StringComparison.Ordinal)));
        Assert.Equal((FindingKind.BlobMissing, true), (Assert.Single(missing.Findings).Kind, missing.Findings[0].What.Contains(owner, StringComparison.Ordinal)));
        Assert.Contains("from a backup", missing.Findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_nothing_names_is_told_but_is_not_wrong_unless_it_is_none_of_the_portals()
    {
        using var copy = new PortalCopy(sound.Folder);
        var forgotten = copy.Blobs.PathOf(await copy.Blobs.PutAsync(new byte[] { 1, 2, 3 }, Stop));
        Assert.Empty((await copy.VerifyAsync()).Findings); // Its row may be on its way.
        File.SetLastWriteTimeUtc(forgotten, DateTime.UnixEpoch);

        var verdict = await copy.VerifyAsync();

        Assert.Equal(FindingKind.BlobUnreferenced, Assert.Single(verdict.Findings).Kind);
        Assert.True(verdict.IsSound);
        await File.WriteAllTextAsync(Path.Combine(copy.Root.Blobs, "notes.txt"), "mine", Stop);
        Assert.False((await copy.VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Every_column_that_holds_a_hash_is_asked()
    {
        using var copy = new PortalCopy(sound.Folder);
        await using var store = await ReadOnlyStore.OpenAsync(copy.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PortalDb>>(), copy.Root, Stop);
        var references = await BlobReferences.ReadAsync(store.Db, Stop);

        Assert.Equal(
            Directory.EnumerateFiles(copy.Root.Blobs, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(copy.Root.Blobs, file).Replace("/", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            references.Required.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_portal_of_another_version_and_a_folder_without_one_are_refused()
    {
        using var copy = new PortalCopy(sound.Folder);
        copy.Damage("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99')");
        using var empty = new ScratchFolder();
        await using var services = new ServiceCollection().AddLogging().AddPortal(new DataRoot(empty.Path)).BuildServiceProvider();

        var newer = await Assert.ThrowsAsync<InvalidOperationException>(copy.VerifyAsync);
        var none = await Assert.ThrowsAsync<InvalidOperationException>(() => services.GetRequiredService<VerifyPortal>().ExecuteAsync(_ => { }, Stop));

        Assert.Contains("29990101000000_Later", newer.Message, StringComparison.Ordinal);
        Assert.Contains("There is no portal in", none.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(empty.Path, "portal.db")));
    }
}
