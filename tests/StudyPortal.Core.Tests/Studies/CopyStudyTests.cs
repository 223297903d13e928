using System.Text.Json;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class CopyStudyTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly string[] Copied =
    [
        nameof(Study.Instructions), nameof(Study.DatasetId), nameof(Study.Method), nameof(Study.SamplingJson), nameof(Study.OrderAlgorithm),
        nameof(Study.OrderSeed), nameof(Study.MinimumDistance), nameof(Study.Repeats), nameof(Study.OrderKind), nameof(Study.Sessions), nameof(Study.IsSimulated), nameof(Study.AllowsChanges), nameof(Study.Settings), nameof(Study.OrderPlan), nameof(Study.PlanJson),
    ];

    /// <summary>What makes a copy another study, and what only happens to a study.</summary>
    private static readonly string[] NotCopied =
    [
        nameof(Study.Id), nameof(Study.Name), nameof(Study.State), nameof(Study.CreatedBy), nameof(Study.CreatedUtc), nameof(Study.PilotUtc), nameof(Study.PilotCases),
        nameof(Study.OpenedUtc), nameof(Study.ReadingSinceUtc), nameof(Study.ClosedUtc), nameof(Study.ArchivedUtc),
        nameof(Study.FilesVerifiedUtc), nameof(Study.FilesVerdict), nameof(Study.AreFilesSound), nameof(Study.FrozenSet), nameof(Study.PlanHash), nameof(Study.PlanRegisteredUtc),
    ];

    [Fact]
    public void Every_property_of_a_study_is_decided_to_be_copied_or_not()
    {
        var all = typeof(Study).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(p => p.Name);

        Assert.Equal(all.Order(), Copied.Concat(NotCopied).Order());
    }

    [Fact]
    public async Task A_copy_has_each_copied_property_and_none_of_the_others()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var (original, copy) = await CopiedAsync(portal, world);

        foreach (var property in typeof(Study).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            var (before, after) = (property.GetValue(original), property.GetValue(copy));
            if (Copied.Contains(property.Name)) Assert.True(Equals(before, after), $"{property.Name}: {before} became {after}");
            else Assert.False(Equals(before, after), $"{property.Name} was copied: {after}");
        }
    }

    [Fact]
    public async Task A_copy_has_the_questions_arms_and_present_readers_of_the_original_and_can_be_opened()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var (original, copy) = await CopiedAsync(portal, world);
        var read = portal.Get<ReadStudy>();

        var (before, after) = ((await read.ExecuteAsync(original.Id, Token))!, (await read.ExecuteAsync(copy.Id, Token))!);
        Assert.Equal(JsonSerializer.Serialize(before.Questions), JsonSerializer.Serialize(after.Questions));
        Assert.Equal(before.Arms, after.Arms);
        Assert.Equal(before.Cases, after.Cases);
        Assert.Equal([("R1", world.Accounts["reader1"]), ("R2", world.Accounts["reader3"])], after.Readers.Select(r => (r.Code, r.AccountId)));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(copy.Id, "admin", Token));
        Assert.All((await portal.Get<ReadBoard>().ExecuteAsync(copy.Id, Token))!, row => Assert.Equal((0, 20), (row.Answered, row.Total)));
    }

    [Fact]
    public async Task A_copy_goes_without_the_withdrawn_cases_and_the_audit_names_them()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(repeats: 6), "reader1");
        var before = (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!;
        var bad = before.Cases.First(c => c.Stratum == "Mass");
        SampleWorld.Done(await portal.Get<WithdrawCase>().ExecuteAsync(study, bad.Id, "wrong side marker", "admin", Token));

        var copy = SampleWorld.Done(await portal.Get<CopyStudy>().ExecuteAsync(study, "Copy", withReaders: true, "admin", Token));

        var after = (await portal.Get<ReadStudy>().ExecuteAsync(copy, Token))!;
        Assert.Equal(before.Cases.Where(c => c.Id != bad.Id).Select(c => c.Id), after.Cases.Select(c => c.Id));
        // Of the six cases with a mass three were drawn: 2 each. Without the bad one two stand for five.
        Assert.Equal([("Effusion", 2.0), ("Mass", 2.5)], after.Cases.Select(c => (c.Stratum, c.Weight)).Distinct().Order());
        Assert.Equal(5, after.Order.Repeats);
        await using var db = portal.OpenDb();
        Assert.Equal(
            $"from study {study}: Copy, without case {bad.Id}, repeats 6 -> 5",
            await db.Set<AuditEvent>().Where(e => e.Action == "studies.copied").Select(e => e.Details).SingleAsync(Token));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(copy, "admin", Token));
        Assert.Equal(20, (await portal.Get<ReadBoard>().ExecuteAsync(copy, Token))![0].Total);
    }

    [Fact]
    public async Task A_study_without_a_case_left_has_no_copy()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(perLabel: 1), "reader1");
        foreach (var drawn in (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.Cases)
            SampleWorld.Done(await portal.Get<WithdrawCase>().ExecuteAsync(study, drawn.Id, "not a chest", "admin", Token));

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<CopyStudy>().ExecuteAsync(study, "Copy", withReaders: true, "admin", Token));

        Assert.Equal(["Every case of this study is withdrawn; make a new study."], refused.Reasons);
    }

    [Fact]
    public async Task A_copy_may_go_without_readers_and_needs_a_name_of_its_own()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");
        var copies = portal.Get<CopyStudy>();

        Assert.IsType<StudyOutcome.Refused>(await copies.ExecuteAsync(study, " ", true, "admin", Token));
        Assert.IsType<StudyOutcome.Refused>(await copies.ExecuteAsync(study, "Maps of three models", true, "admin", Token));
        Assert.IsType<StudyOutcome.Refused>(await copies.ExecuteAsync(StudyId.New(), "Copy", true, "admin", Token));
        var copy = SampleWorld.Done(await copies.ExecuteAsync(study, "Copy", withReaders: false, "admin", Token));

        Assert.Empty((await portal.Get<ReadStudy>().ExecuteAsync(copy, Token))!.Readers);
    }

    /// <summary>An original in which every property differs from that of a new study, and its copy.</summary>
    private static async Task<(Study Original, Study Copy)> CopiedAsync(TestPortal portal, SampleWorld world)
    {
        var usual = world.Design(repeats: 2, simulated: true);
        var design = usual with
        {
            AllowsChanges = false,
            Order = usual.Order with { Kind = OrderKind.Shuffle, Sessions = 2 },
            Settings = new StudySettings { Deadline = new DateOnly(2026, 12, 24), MaxPerSitting = 7, BreakAfterMinutes = 9, SilentDays = 2, RemindDaysBefore = 3, RemindSilentDays = 4 },
            Plan = new RegisteredPlan(PrimaryEndpoint.RatingDifference, PlannedTest.MixedModel, 1, [new PlannedPair(0, 2)]),
        };
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", Token));
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [.. new[] { "reader1", "reader2", "reader3" }.Select(r => world.Accounts[r])], "admin", Token));
        var second = (await portal.Get<ReadBoard>().ExecuteAsync(study, Token))![1].Id;
        SampleWorld.Done(await portal.Get<RemoveReader>().ExecuteAsync(study, second, "admin", Token));
        SampleWorld.Done(await portal.Get<StartPilot>().ExecuteAsync(study, 2, "admin", null, Token));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Token));
        SampleWorld.Done(await portal.Get<ArchiveStudy>().ExecuteAsync(study, "admin", Token));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var copy = SampleWorld.Done(await portal.Get<CopyStudy>().ExecuteAsync(study, "The second round", withReaders: true, "another", Token));
        await using var db = portal.OpenDb();
        return (await db.Set<Study>().SingleAsync(s => s.Id == study, Token), await db.Set<Study>().SingleAsync(s => s.Id == copy, Token));
    }
}
