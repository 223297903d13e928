using System.Text;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class CaseListTests
{
    private const LabelValue Yes = LabelValue.Positive, No = LabelValue.Negative, Perhaps = LabelValue.Uncertain, Silent = LabelValue.Unmentioned;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<CaseFilter, int[]> Filters => new()
    {
        { CaseFilter.All, [1, 2, 3, 4, 5] },
        { new CaseFilter(DatasetSplit.Test), [4, 5] },
        { new CaseFilter(Label: "Mass", Value: Yes), [1, 2] },
        { new CaseFilter(Label: "Mass", Value: Silent), [5] },
        { new CaseFilter(View: "AP"), [2] },
        { new CaseFilter(View: ""), [5] },
        { new CaseFilter(Modality: "CT"), [3] },
        { new CaseFilter(Review: CaseReview.Flagged), [4] },
        { new CaseFilter(OnlyUsable: true), [1, 2, 3] },
        { new CaseFilter(Text: "p-AB"), [1, 2] },
        { new CaseFilter(Text: "line 4"), [3] },
        { new CaseFilter(Text: "5"), [4, 5] },
        { new CaseFilter(Text: "%"), [] },
        { new CaseFilter(Text: "_"), [] },
        { new CaseFilter(DatasetSplit.Train, "Mass", Yes, "PA", "US", "AB"), [1] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Every_filter_lets_through_what_it_says_and_counts_it(CaseFilter filter, int[] expected)
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await FiveAsync(portal);

        var all = await portal.Get<ListCases>().ExecuteAsync(set.Id, filter, 0, 10, Cancelled);
        var pages = new List<CaseList>();
        for (var page = 0; page < 5; page++) pages.Add(await portal.Get<ListCases>().ExecuteAsync(set.Id, filter, page, 2, Cancelled));

        Assert.Equal(expected, all.Cases.Select(c => c.Number));
        Assert.Equal(expected, pages.SelectMany(page => page.Cases).Select(c => c.Number));
        Assert.All(pages.Append(all), page => Assert.Equal(expected.Length, page.Total));
    }

    [Fact]
    public async Task The_cases_after_and_before_one_are_those_next_to_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await FiveAsync(portal);
        var list = portal.Get<ListCases>();

        var after = await list.RowsAsync(set.Id, CaseFilter.All, new CaseCursor(After: 2), 2, Cancelled);
        var before = await list.RowsAsync(set.Id, CaseFilter.All, new CaseCursor(Before: 4), 2, Cancelled);
        var labelled = await list.RowsAsync(set.Id, new CaseFilter(Label: "Effusion", Value: Yes), new CaseCursor(After: 2), 2, Cancelled);

        Assert.Equal([3, 4], after.Select(c => c.Number));
        Assert.Equal([2, 3], before.Select(c => c.Number));
        Assert.Equal([5], labelled.Select(c => c.Number));
    }

    [Fact]
    public async Task The_list_of_a_filter_is_written_with_every_label_and_without_what_waits_for_its_review_or_was_left_out()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await FiveAsync(portal);
        using var file = new MemoryStream();

        await portal.Get<WriteCaseList>().ExecuteAsync(set.Id, new CaseFilter(Text: "line"), file, Cancelled);

        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF').TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("number,id,patient,split,view,modality,width,height,review,origin,sha256,Mass,Effusion", lines[0]);
        Assert.Equal(["1", "2", "3"], lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.EndsWith($"{set.Cases[0].Pixels},1,0", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($"{set.Cases[2].Pixels},-1,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_set_says_how_many_cases_of_which_kind_it_holds_and_how_its_labels_occur_together()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await FiveAsync(portal);

        var head = (await portal.Get<ReadDatasetHead>().ExecuteAsync(set.Id, Cancelled))!;
        var labels = (await portal.Get<CountLabels>().ExecuteAsync(set.Id, Cancelled))!;

        Assert.Equal([new SplitCount(DatasetSplit.Train, 3, 2), new SplitCount(DatasetSplit.Test, 2, 1)], head.Splits);
        Assert.Equal(["", "AP", "PA"], head.Views);
        Assert.Equal((5, 3, 1, 1), (head.Cases, head.Patients, head.Due, head.LeftOut));
        Assert.Equal((2, 1, 1, 2), (labels.Both("Mass", "Mass"), labels.Both("Mass", "Effusion"), labels.Both("Effusion", "Mass"), labels.Both("Effusion", "Effusion")));
        Assert.Contains(new LabelCount("Mass", DatasetSplit.Train, 2, 0, 1, 0), labels.Counts);
    }

    [Fact]
    public async Task A_case_knows_its_neighbours_among_those_of_the_filter_and_the_other_cases_of_its_patient()
    {
        await using var portal = await TestPortal.CreateAsync();
        var set = await FiveAsync(portal);

        var second = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 2, new CaseFilter(View: "PA"), Cancelled))!;

        Assert.Equal((1, 3), (second.Previous, second.Next));
        Assert.Equal([1, 2], second.OfPatient.Select(c => c.Number));
    }

    private static async Task<SampleSet> FiveAsync(TestPortal portal)
    {
        var set = new SampleSet(portal, "Five", "Mass", "Effusion");
        await set.AddAsync("P-ab1", values: [Yes, No]);
        await set.AddAsync("P-ab1", view: "AP", values: [Yes, Yes]);
        await set.AddAsync("P-c2", modality: "CT", values: [Perhaps, Silent]);
        await set.AddAsync("P-d3", DatasetSplit.Test, review: CaseReview.Flagged, values: [No, No]);
        await set.AddAsync("P-d3", DatasetSplit.Test, view: "", review: CaseReview.LeftOut, values: [Silent, Yes]);
        // In another set nothing of this counts.
        await (await new SampleSet(portal, "Other", "Mass").AddAsync("P-ab1", values: [Yes])).SaveAsync();
        return await set.SaveAsync();
    }
}
