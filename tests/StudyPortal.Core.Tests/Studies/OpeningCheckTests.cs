using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class OpeningCheckTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_checklist_tells_what_holds_and_what_only_opening_can_tell()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await DraftAsync(portal);

        var checks = (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.Checks;

        Assert.Equal([("Readers", true), ("Accounts", true), ("Maps", true), ("Files", null), ("Leak test", (bool?)true)], checks.Select(c => (c.Title, c.Passed)));
    }

    [Fact]
    public async Task Verified_files_are_counted_and_the_time_is_kept()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await DraftAsync(portal);
        var heard = new List<FilesProgress>();

        SampleWorld.Done(await portal.Get<VerifyStudyFiles>().ExecuteAsync(study, "admin", new Listener(heard), Token));

        // 6 images, and a raw and a rendered map of each in 3 arms.
        Assert.Equal(Enumerable.Range(1, 42).Select(done => new FilesProgress(done, 42)), heard);
        Assert.Equal(new OpeningCheck("Files", true, "42 files verified (2026-11-01 20:00 UTC)"), (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.Checks.Single(c => c.Title == OpeningCheck.Files));
    }

    [Fact]
    public async Task A_pilot_and_an_opening_are_dated_after_the_files_that_were_verified_for_them()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, id) = await DraftAsync(portal);

        // 42 files, a minute each.
        SampleWorld.Done(await portal.Get<StartPilot>().ExecuteAsync(id, 2, "admin", new Slow(portal.Clock), Token));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(id, "admin", new Slow(portal.Clock), Token));

        await using var db = portal.OpenDb();
        var study = await db.Set<Study>().SingleAsync(s => s.Id == id, Token);
        var times = await db.Set<AuditEvent>().Where(e => e.Subject == $"study {id}").OrderBy(e => e.Sequence).Select(e => e.AtUtc).ToListAsync(Token);
        Assert.Equal(times.Order(), times);
        var begun = study.CreatedUtc;
        Assert.Equal((begun.AddMinutes(42), begun.AddMinutes(84), begun.AddMinutes(84)), (study.PilotUtc, study.OpenedUtc, study.ReadingSinceUtc));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opening_finds_a_map_whose_bytes_changed_or_vanished_and_names_its_case_and_arm(bool vanished)
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await DraftAsync(portal);
        SampleWorld.Done(await portal.Get<VerifyStudyFiles>().ExecuteAsync(study, "admin", null, Token));
        var drawn = (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.Cases[2];
        await DamageAsync(portal, map => map.CaseId == drawn.Id && map.ModelId == world.Models[1], vanished);

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));

        var reason = Assert.Single(refused.Reasons);
        Assert.Contains($"The map shown of case {drawn.Number}, arm Zebra Adversarial: ", reason, StringComparison.Ordinal);
        Assert.Contains(vanished ? "the file is missing" : "its bytes have the hash", reason, StringComparison.Ordinal);
        var after = (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!;
        Assert.Equal((StudyState.Draft, false), (after.State, after.Checks.Single(c => c.Title == OpeningCheck.Files).Passed));
    }

    [Fact]
    public async Task Opening_finds_a_damaged_image()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await DraftAsync(portal);
        var drawn = (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.Cases[0];
        await using (var db = portal.OpenDb())
            await OverwriteAsync(portal, await db.Set<Core.Datasets.Case>().Where(c => c.Id == drawn.Id).Select(c => c.Pixels).SingleAsync(Token));

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));

        Assert.StartsWith($"Files: The image of case {drawn.Number}: ", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_without_a_password_or_with_a_disabled_account_keeps_the_study_closed_by_name()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await DraftAsync(portal);
        var invited = await InvitedAsync(portal);
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [invited], "admin", Token));
        Assert.True(await portal.Get<DisableAccount>().ExecuteAsync(world.Accounts["reader2"], disabled: true, "admin", Token));
        string disabled;
        await using (var db = portal.OpenDb())
        {
            disabled = (await db.Users.SingleAsync(u => u.Id == world.Accounts["reader2"], Token)).DisplayName;
            await db.Database.ExecuteSqlAsync($"""UPDATE "AspNetUsers" SET "PasswordHash" = NULL WHERE "Id" = {invited}""", Token);
        }

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));

        var reason = Assert.Single(refused.Reasons);
        Assert.Contains("Dr. Iris Invited has set no password yet", reason, StringComparison.Ordinal);
        Assert.Contains($"The account of {disabled} is disabled", reason, StringComparison.Ordinal);
    }

    private static async Task<(SampleWorld World, StudyId Study)> DraftAsync(TestPortal portal)
    {
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(), "admin", Token));
        return (world, SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"], world.Accounts["reader2"]], "admin", Token)));
    }

    private static async Task<Guid> InvitedAsync(TestPortal portal)
    {
        var invitation = Assert.IsType<InviteOutcome.Created>(await portal.Get<InviteAccount>().ExecuteAsync("iris@example.org", Roles.Reader, "admin", Token));
        return Assert.IsType<AcceptOutcome.Accepted>(await portal.Get<AcceptInvitation>().ExecuteAsync(
            invitation.Token, "Dr. Iris Invited", "", "long enough pass phrase 7", Token)).AccountId;
    }

    private static async Task DamageAsync(TestPortal portal, Func<SaliencyMap, bool> which, bool vanished)
    {
        await using var db = portal.OpenDb();
        var map = (await db.Set<SaliencyMap>().AsNoTracking().ToListAsync(Token)).Single(which);
        if (vanished) File.Delete(portal.Get<BlobStore>().PathOf(map.Rendering));
        else await OverwriteAsync(portal, map.Rendering);
    }

    private static Task OverwriteAsync(TestPortal portal, BlobHash hash) => File.AppendAllTextAsync(portal.Get<BlobStore>().PathOf(hash), "x", Token);

    private sealed class Slow(FakeTimeProvider clock) : IProgress<FilesProgress>
    {
        public void Report(FilesProgress value) => clock.Advance(TimeSpan.FromMinutes(1));
    }

    private sealed class Listener(List<FilesProgress> heard) : IProgress<FilesProgress>
    {
        public void Report(FilesProgress value) => heard.Add(value);
    }
}
