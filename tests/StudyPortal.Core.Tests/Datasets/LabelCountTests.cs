using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>The label counts that a data set keeps are those of its cases, whatever has changed it.</summary>
public sealed class LabelCountTests
{
    private const LabelValue Yes = LabelValue.Positive, No = LabelValue.Negative, Perhaps = LabelValue.Uncertain, Silent = LabelValue.Unmentioned;
    private const string Header = "file,patient,fold,Nodule,Mass,Effusion\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_keeps_the_counts_of_what_it_shows()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(4).Text("labels.csv", Header + Rows(0, 4));

        var set = await portal.ImportedAsync(source.Request());

        Assert.True(await IsKeptAsync(portal, set.Id));
        await AssertTrueAsync(portal, set.Id);
        Assert.Equal((2, 1), await BothAsync(portal, set.Id));
    }

    [Fact]
    public async Task An_addition_counts_in_what_is_kept()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(12).Text("labels.csv", Header + Rows(0, 4));
        var set = await portal.ImportedAsync(source.Request());
        source.Text("labels.csv", Header + Rows(0, 12));

        var added = Assert.IsType<ImportOutcome.Imported>(await portal.ImportAsync(source.Request()));

        Assert.Equal((8, true), (added.Cases, await IsKeptAsync(portal, set.Id)));
        await AssertTrueAsync(portal, set.Id);
        Assert.Equal((6, 3), await BothAsync(portal, set.Id));
    }

    [Fact]
    public async Task An_addition_to_a_set_that_nobody_has_counted_is_counted_with_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(6).Text("labels.csv", Header + Rows(0, 4));
        var set = await portal.ImportedAsync(source.Request());
        await using (var db = portal.OpenDb()) await KeptLabelCounts.ForgetAsync(db, set.Id, Cancelled);
        source.Text("labels.csv", Header + Rows(0, 6));

        await portal.ImportAsync(source.Request());

        Assert.False(await IsKeptAsync(portal, set.Id));
        await AssertTrueAsync(portal, set.Id);
    }

    [Theory]
    [InlineData(DatasetSplit.Validation)]
    [InlineData(DatasetSplit.Test)]
    [InlineData(DatasetSplit.Train)]
    public async Task Patients_who_move_take_their_counts_along_and_leave_nothing_in_a_split_that_they_empty(DatasetSplit target)
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await SomeAsync(portal);
        await portal.Get<CountLabels>().ExecuteAsync(set.Id, Cancelled);

        Assert.IsType<SplitOutcome.Changed>(await portal.Get<MovePatients>().ExecuteAsync(set.Id, ["P1", "P4"], target, "ada", Cancelled));

        Assert.True(await IsKeptAsync(portal, set.Id));
        await AssertTrueAsync(portal, set.Id);
    }

    [Fact]
    public async Task Patients_who_are_divided_again_are_counted_again()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await SomeAsync(portal);
        await portal.Get<CountLabels>().ExecuteAsync(set.Id, Cancelled);

        Assert.IsType<SplitOutcome.Changed>(await portal.Get<DivideAgain>().ExecuteAsync(set.Id, new SplitShares(0.25, 0.25, 0.5), 5, false, "ada", Cancelled));

        Assert.True(await IsKeptAsync(portal, set.Id));
        await AssertTrueAsync(portal, set.Id);
    }

    [Fact]
    public async Task A_review_moves_no_case_in_or_out_of_the_counts()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await SomeAsync(portal);
        await portal.Get<CountLabels>().ExecuteAsync(set.Id, Cancelled);

        Assert.IsType<ReviewOutcome.Decided>(await portal.Get<LeaveOutCase>().ExecuteAsync(set.Cases[3].Id, "ada", Cancelled));
        Assert.IsType<ReviewOutcome.Decided>(await portal.Get<FlagCase>().ExecuteAsync(set.Cases[0].Id, "ada", Cancelled));
        await AssertTrueAsync(portal, set.Id);
        Assert.IsType<ReviewOutcome.Decided>(await portal.Get<ClearCase>().ExecuteAsync(set.Cases[0].Id, "ada", Cancelled));

        await AssertTrueAsync(portal, set.Id);
    }

    [Fact]
    public async Task A_count_that_was_begun_before_a_change_is_not_kept()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await SomeAsync(portal);
        await using var db = portal.OpenDb();
        var revision = await db.Set<Dataset>().Where(d => d.Id == set.Id).Select(d => d.Revision).SingleAsync(Cancelled);
        var counted = await CountLabels.AnewAsync(db, set.Id, ["Mass", "Effusion"], Cancelled);
        await portal.Get<MovePatients>().ExecuteAsync(set.Id, ["P2"], DatasetSplit.Test, "ada", Cancelled);

        await KeptLabelCounts.KeepAsync(db, set.Id, revision, counted, Cancelled);

        Assert.False(await IsKeptAsync(portal, set.Id));
        await AssertTrueAsync(portal, set.Id);
    }

    [Fact]
    public async Task A_set_says_the_same_counts_before_and_after_they_are_kept()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await SomeAsync(portal);
        var before = (await portal.Get<ReadDataset>().ExecuteAsync(set.Id, Cancelled))!.Counts;
        var first = (await portal.Get<CountLabels>().ExecuteAsync(set.Id, Cancelled))!;

        var second = (await portal.Get<CountLabels>().ExecuteAsync(set.Id, Cancelled))!;

        Assert.Equal(before, (await portal.Get<ReadDataset>().ExecuteAsync(set.Id, Cancelled))!.Counts);
        Assert.Equal(first.Labels, second.Labels);
        Assert.Equal(first.Counts, second.Counts);
        Assert.Equal(first.Together.OrderBy(pair => pair.Key), second.Together.OrderBy(pair => pair.Key));
    }

    /// <summary>What the portal says is what the rows say, counted here one by one.</summary>
    private static async Task AssertTrueAsync(TestPortal portal, DatasetId id)
    {
        var said = (await portal.Get<CountLabels>().ExecuteAsync(id, Cancelled))!;
        await using var db = portal.OpenDb();
        var rows = await db.Set<Case>().Where(c => c.DatasetId == id).Join(db.Set<CaseLabel>(), c => c.Id, l => l.CaseId, (c, l) => new { c.Id, c.Split, l.Label, l.Value }).ToListAsync(Cancelled);
        var counts = from row in rows
                     group row.Value by (row.Label, row.Split) into kind
                     orderby said.Labels.ToList().IndexOf(kind.Key.Label), kind.Key.Split
                     select new LabelCount(kind.Key.Label, kind.Key.Split, kind.Count(v => v == Yes), kind.Count(v => v == No), kind.Count(v => v == Perhaps), kind.Count(v => v == Silent));
        Assert.Equal(counts, said.Counts);
        foreach (var (first, second) in said.Labels.SelectMany(first => said.Labels.Select(second => (first, second))))
            Assert.Equal(rows.GroupBy(row => row.Id).Count(of => of.Any(row => row.Label == first && row.Value == Yes) && of.Any(row => row.Label == second && row.Value == Yes)), said.Both(first, second));
    }

    private static async Task<bool> IsKeptAsync(TestPortal portal, DatasetId id)
    {
        await using var db = portal.OpenDb();
        return await db.Set<Dataset>().AnyAsync(d => d.Id == id && d.LabelCounts != null, Cancelled);
    }

    /// <summary>Cases with a nodule, and those of them with a mass.</summary>
    private static async Task<(int Nodule, int WithMass)> BothAsync(TestPortal portal, DatasetId id)
    {
        var said = (await portal.Get<CountLabels>().ExecuteAsync(id, Cancelled))!;
        return (said.Both("Nodule", "Nodule"), said.Both("Nodule", "Mass"));
    }

    /// <summary>Every second image has a nodule, every fourth a mass with it, every third is uncertain of an effusion that the others do not mention.</summary>
    private static string Rows(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i =>
        FormattableString.Invariant($"{i}.png,P{i / 2},{(i / 2 % 3) switch { 0 => "train", 1 => "val", _ => "test" }},{(i % 2 == 0 ? 1 : 0)},{(i % 4 == 0 ? 1 : 0)},{(i % 3 == 0 ? "-1" : "")}\n")));

    private static async Task<SampleSet> SomeAsync(TestPortal portal)
    {
        var set = new SampleSet(portal, "Some", "Mass", "Effusion");
        await set.AddAsync("P1", values: [Yes, No]);
        await set.AddAsync("P1", values: [Yes, Yes]);
        await set.AddAsync("P2", values: [Perhaps, Silent]);
        await set.AddAsync("P3", DatasetSplit.Test, review: CaseReview.Flagged, values: [No, Yes]);
        await set.AddAsync("P4", DatasetSplit.Validation, values: [Yes, Yes]);
        return await set.SaveAsync();
    }
}
