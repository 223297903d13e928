using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class SplitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patient_moves_with_all_cases_and_the_log_says_from_where_to_where()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await PatientsAsync(portal, 4, casesOfEach: 3);

        var moved = await portal.Get<MovePatients>().ExecuteAsync(set.Id, ["P001", "P003"], DatasetSplit.Test, "ada", Cancelled);

        Assert.Equal(new SplitOutcome.Changed(2, 6), moved);
        Assert.Equal([new PatientRow("P001", DatasetSplit.Test, 3), new PatientRow("P003", DatasetSplit.Test, 3)],
            (await portal.Get<ListPatients>().ExecuteAsync(set.Id, DatasetSplit.Test, null, 0, 9, Cancelled)).Patients);
        await using var db = portal.OpenDb();
        Assert.Equal(["P001: Train -> Test, 3 cases; seed 1 -> by hand", "P003: Train -> Test, 3 cases; seed 1 -> by hand"],
            await db.Set<AuditEvent>().OrderBy(e => e.Sequence).Select(e => e.Details).ToListAsync(Cancelled));
        Assert.Null((await db.Set<Dataset>().SingleAsync(Cancelled)).SplitSeed);
    }

    [Fact]
    public async Task A_patient_that_is_not_there_or_is_there_already_moves_nobody()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await PatientsAsync(portal, 2, casesOfEach: 1);
        var move = portal.Get<MovePatients>();

        Assert.Equal(new SplitOutcome.Refused("The data set has no patient P999."), await move.ExecuteAsync(set.Id, ["P000", "P999"], DatasetSplit.Test, "ada", Cancelled));
        Assert.Equal(new SplitOutcome.Refused("They are in the Train split already."), await move.ExecuteAsync(set.Id, ["P000"], DatasetSplit.Train, "ada", Cancelled));

        Assert.Equal(0, (await portal.Get<ListPatients>().ExecuteAsync(set.Id, DatasetSplit.Test, null, 0, 9, Cancelled)).Total);
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_is_done_and_no_patient_is_in_two_splits()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await PatientsAsync(portal, 40, casesOfEach: 2);
        var (divide, shares) = (portal.Get<DivideAgain>(), new SplitShares(0.5, 0.25, 0.25));

        var preview = await divide.PreviewAsync(set.Id, shares, seed: 7, stratify: true, Cancelled);
        var changed = await divide.ExecuteAsync(set.Id, shares, seed: 7, stratify: true, "ada", Cancelled);

        Assert.Equal([new SplitCount(DatasetSplit.Train, 80, 40)], preview.Now);
        Assert.Equal([new SplitCount(DatasetSplit.Train, 40, 20), new SplitCount(DatasetSplit.Validation, 20, 10), new SplitCount(DatasetSplit.Test, 20, 10)], preview.Then);
        // Every second patient is positive: spread evenly over the splits.
        Assert.Equal([10, 5, 5], preview.Prevalence.Single().Positive.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(new SplitOutcome.Changed(preview.Moved, 2 * preview.Moved), changed);
        Assert.Equal(preview.Then, (await portal.Get<ReadDatasetHead>().ExecuteAsync(set.Id, Cancelled))!.Splits);
        Assert.Equal(40, (await portal.Get<ListPatients>().ExecuteAsync(set.Id, null, null, 0, 99, Cancelled)).Total);
        await using var db = portal.OpenDb();
        Assert.Equal("seed 1, Train 40 patients 80 cases -> seed 7, stratified, 0.5/0.25/0.25, Train 20 patients 40 cases, Validation 10 patients 20 cases, Test 10 patients 20 cases; 20 patients moved",
            (await db.Set<AuditEvent>().SingleAsync(Cancelled)).Details);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.5)]
    [InlineData(1.2, -0.2, 0)]
    [InlineData(double.NaN, 0.5, 0.5)]
    public async Task Shares_that_are_no_parts_of_a_whole_are_refused(double train, double validation, double test)
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await PatientsAsync(portal, 2, casesOfEach: 1);

        Assert.IsType<SplitOutcome.Refused>(await portal.Get<DivideAgain>().ExecuteAsync(set.Id, new SplitShares(train, validation, test), 1, false, "ada", Cancelled));
    }

    [Fact]
    public async Task A_split_that_a_model_was_trained_on_stays_and_the_reason_names_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await PatientsAsync(portal, 2, casesOfEach: 1);
        await using (var db = portal.OpenDb()) await AddModelAsync(db, set.Id);
        var reason = new SplitOutcome.Refused("The split stays as it is: models were trained on it (Trained).");

        Assert.Equal(reason, await portal.Get<MovePatients>().ExecuteAsync(set.Id, ["P000"], DatasetSplit.Test, "ada", Cancelled));
        Assert.Equal(reason, await portal.Get<DivideAgain>().ExecuteAsync(set.Id, SplitShares.Usual, 2, false, "ada", Cancelled));
    }

    internal static async Task AddModelAsync(PortalDb db, DatasetId dataset)
    {
        db.Add(new Model
        {
            Id = ModelId.New(), Name = "Trained", Architecture = "resnet18", Width = 4, InputChannels = 1, InputSize = 32, Variant = ModelVariant.Standard, Labels = ["Mass"],
            Weights = BlobHash.Of([1]), Origin = ModelOrigin.Trained, DatasetId = dataset, JobId = null, RecipeJson = "{}", MetricsJson = "{}", SoftwareVersion = "0", Card = "",
            CreatedUtc = DateTime.UnixEpoch, CreatedBy = "tester",
        });
        await db.SaveChangesAsync();
    }

    private static async Task<SampleSet> PatientsAsync(TestPortal portal, int patients, int casesOfEach)
    {
        var set = new SampleSet(portal, "Set", "Mass");
        for (var patient = 0; patient < patients; patient++)
            for (var image = 0; image < casesOfEach; image++)
                await set.AddAsync($"P{patient:000}", values: [image == 0 && patient % 2 == 0 ? LabelValue.Positive : LabelValue.Negative]);
        return await set.SaveAsync();
    }
}
