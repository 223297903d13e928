using System.Globalization;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Core.Studies.Planning;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class SampleSizeTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly SampleSizeQuestion Half = new(0.5, 6, 40);

    [Fact]
    public async Task A_pilot_tells_how_much_reading_the_study_needs()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await PilotAsync(portal, simulated: true);
        SampleWorld.Done(await portal.Get<SimulateRatings>().ExecuteAsync(study, 5, "admin", Token));

        var planned = Assert.IsType<SampleSizeOutcome.Planned>(await portal.Get<PlanSampleSize>().ExecuteAsync(study, Half, Token));

        Assert.Matches("^[23] of 3 readers and the [2-4] cases that they all scored in all 3 models, in the pilot$", planned.Basis);
        Assert.InRange(planned.Residual, 0.05, 2);
        Assert.Equal(planned.Power, planned.Table.Single(row => row.Cases == 40).Powers[planned.ReaderCounts.ToList().IndexOf(6)]);
        Assert.All(planned.Table, row => Assert.Equal(row.Powers.Order().Select(Rounded), row.Powers.Select(Rounded)));
        static double Rounded(double power) => Math.Round(power, 9);
    }

    [Fact]
    public async Task A_constant_shift_of_one_arm_leaves_no_trace_in_what_is_shown()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await PilotAsync(portal, simulated: false);
        await RateAsync(portal, world, study, (reader, place) => (reader + place) % 3);
        var before = await portal.Get<PlanSampleSize>().ExecuteAsync(study, Half, Token);
        await using (var db = portal.OpenDb())
        {
            var shifted = db.Set<ReadingSlot>().Join(db.Set<StudyItem>(), s => s.ItemId, i => i.Id, (s, i) => new { s.Id, i.ArmId })
                .Join(db.Set<StudyArm>().Where(a => a.StudyId == study && a.Ordinal == 1), s => s.ArmId, a => (StudyArmId?)a.Id, (s, _) => s.Id).ToHashSet();
            foreach (var answer in db.Set<Answer>().AsEnumerable().Where(a => shifted.Contains(a.SlotId))) answer.Value = $"{int.Parse(answer.Value!, CultureInfo.InvariantCulture) + 2}";
            await db.SaveChangesAsync(Token);
        }

        var after = await portal.Get<PlanSampleSize>().ExecuteAsync(study, Half, Token);

        Assert.Equal(Numbers(before), Numbers(after));
    }

    [Fact]
    public async Task Too_few_ratings_are_refused_with_the_reason()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await PilotAsync(portal, simulated: false);
        var plan = portal.Get<PlanSampleSize>();

        Assert.Contains("2 readers must have scored the same 2 cases in all 3 models in the pilot", await ReasonAsync(), StringComparison.Ordinal);
        await RateAsync(portal, world, study, (reader, _) => reader == 1 ? 3 : null);
        Assert.Contains("2 readers must have scored", await ReasonAsync(), StringComparison.Ordinal);

        async Task<string> ReasonAsync() => Assert.IsType<SampleSizeOutcome.Refused>(await plan.ExecuteAsync(study, Half, Token)).Reason;
    }

    [Fact]
    public async Task A_study_without_a_scale_is_refused_for_that_reason()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(
            world.Design() with { Questions = [QuestionDesign.Default with { Form = new YesNoForm(), Keys = null }] }, "admin", Token));

        var refused = Assert.IsType<SampleSizeOutcome.Refused>(await portal.Get<PlanSampleSize>().ExecuteAsync(study, Half, Token));

        Assert.Equal("No question of the study has a scale, so there are no scores to compare.", refused.Reason);
    }

    [Fact]
    public async Task A_closed_study_is_taken_itself_and_a_lazy_reader_does_not_spoil_the_others()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await PilotAsync(portal, simulated: false);
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));
        await RateAsync(portal, world, study, (reader, place) => reader < 3 || place < 2 ? (reader + place) % 4 : null);
        Assert.IsType<SampleSizeOutcome.Refused>(await portal.Get<PlanSampleSize>().ExecuteAsync(study, Half, Token));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Token));

        var planned = Assert.IsType<SampleSizeOutcome.Planned>(await portal.Get<PlanSampleSize>().ExecuteAsync(study, Half, Token));

        Assert.Equal("2 of 2 readers and the 6 cases that they all scored in all 3 models, in the closed study, without repeats", planned.Basis);
    }

    [Theory]
    [InlineData(0, 6, 40, 0.05)]
    [InlineData(0.5, 1, 40, 0.05)]
    [InlineData(0.5, 6, 1, 0.05)]
    [InlineData(0.5, 6, 40, 1)]
    [InlineData(double.NaN, 6, 40, 0.05)]
    public async Task A_question_that_makes_no_sense_is_refused(double difference, int readers, int cases, double alpha)
    {
        await using var portal = await TestPortal.CreateAsync();

        var refused = Assert.IsType<SampleSizeOutcome.Refused>(await portal.Get<PlanSampleSize>().ExecuteAsync(StudyId.New(), new(difference, readers, cases, alpha), Token));

        Assert.DoesNotContain("no such study", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_wider_than_the_scale_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await PilotAsync(portal, simulated: true);

        var refused = Assert.IsType<SampleSizeOutcome.Refused>(await portal.Get<PlanSampleSize>().ExecuteAsync(study, new(5.5, 6, 40, 0.05), Token));

        Assert.Contains("at most 5 points", refused.Reason, StringComparison.Ordinal);
    }

    private static async Task<(SampleWorld World, StudyId Study)> PilotAsync(TestPortal portal, bool simulated)
    {
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(simulated: simulated), "admin", Token));
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [.. new[] { "reader1", "reader2", "reader3" }.Select(r => world.Accounts[r])], "admin", Token));
        return (world, SampleWorld.Done(await portal.Get<StartPilot>().ExecuteAsync(study, 4, "admin", null, Token)));
    }

    /// <summary>Each reader in his own order; null for no rating.</summary>
    private static async Task RateAsync(TestPortal portal, SampleWorld world, StudyId study, Func<int, int, int?> score)
    {
        foreach (var reader in Enumerable.Range(1, 3))
        {
            var account = world.Accounts[$"reader{reader}"];
            var session = (await portal.Get<ReadSession>().ExecuteAsync(study, account, Token))!;
            foreach (var (place, index) in session.Places.Select((place, index) => (place, index)))
                if (score(reader, index) is { } rating)
                    Assert.IsType<SubmitOutcome.Saved>(await portal.Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, place, account, rating), Token));
        }
    }

    private static string Numbers(SampleSizeOutcome outcome)
    {
        var planned = Assert.IsType<SampleSizeOutcome.Planned>(outcome);
        return string.Join(' ', planned.Table.SelectMany(row => row.Powers).Concat([planned.ReaderByArm, planned.CaseByArm, planned.Residual, planned.Power]).Select(n => n.ToString("0.000000000", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
