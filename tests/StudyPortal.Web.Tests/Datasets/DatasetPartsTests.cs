using Bunit;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;
using StudyPortal.Web.Features.Datasets;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Tests.Datasets;

public sealed class DatasetPartsTests
{
    private static readonly DatasetHead Head = new(
        DatasetId.New(), "Set", "dicom", true, "", ["Mass", "Effusion"], 1, "ada", DateTime.UnixEpoch, Guid.NewGuid(), 0, 0,
        [new SplitCount(DatasetSplit.Train, 9, 3)], ["", "PA"], ["US"], new Dictionary<CaseReview, int> { [CaseReview.NotNeeded] = 9 });

    [Fact]
    public async Task A_choice_changes_its_part_of_the_filter_and_a_label_is_asked_for_its_value()
    {
        await using var context = new BunitContext();
        var changed = new List<CaseFilter>();
        var bar = context.Render<CaseFilterBar>(parameters => parameters
            .Add(p => p.Dataset, Head).Add(p => p.Filter, new CaseFilter(DatasetSplit.Train))
            .Add(p => p.Changed, EventCallback.Factory.Create<CaseFilter>(this, changed.Add)));

        await bar.Find("select.labels").ChangeAsync(new() { Value = "Mass" });
        await bar.FindAll("select")[2].ChangeAsync(new() { Value = CaseFilterText.NotStated });
        await bar.Find("input[type=search]").ChangeAsync(new() { Value = "P-1" });
        await bar.FindAll("select")[0].ChangeAsync(new() { Value = "Train" });

        Assert.Equal(
            [new(DatasetSplit.Train, "Mass", LabelValue.Positive), new CaseFilter(DatasetSplit.Train, View: ""), new CaseFilter(DatasetSplit.Train, Text: "P-1")], changed);
        // One modality and one state of review leave nothing to choose.
        Assert.Equal(["Split", "Label", "View"], bar.FindAll("label:has(select)").Select(label => label.TextContent.Trim().Split(' ', '\n')[0].Trim()));
    }

    [Theory]
    [InlineData(null, null, null, null, null, null, null, "")]
    [InlineData("Test", "Mass", "Uncertain", "-", "US", "Flagged", "a b", "?split=Test&label=Mass&value=Uncertain&view=-&modality=US&review=Flagged&text=a%20b")]
    [InlineData("7", "", "Positive", "", "", "nonsense", "  ", "")]
    public void A_filter_is_written_into_an_address_as_it_is_read_from_one(
        string? split, string? label, string? value, string? view, string? modality, string? review, string? text, string expected) =>
        Assert.Equal(expected, CaseFilterText.Write(CaseFilterText.Read(split, label, value, view, modality, review, text)));

    [Fact]
    public async Task Labels_that_occur_together_are_counted_with_their_share_of_the_row()
    {
        await using var context = new BunitContext();
        var statistics = new LabelStatistics(
            ["Mass", "Effusion"], [new("Mass", DatasetSplit.Train, 1200, 0, 0, 0), new("Effusion", DatasetSplit.Train, 400, 800, 0, 0)],
            new Dictionary<(string, string), int> { [("Effusion", "Mass")] = 300 });

        var table = context.Render<LabelPairs>(parameters => parameters.Add(p => p.Statistics, statistics).Add(p => p.Address, label => $"/{label}"));

        Assert.Equal(["1,200", "300", "300", "400"], table.FindAll("tbody td").Select(cell => cell.FirstChild!.TextContent.Trim()));
        Assert.Equal(["25 %", "75 %"], table.FindAll("small").Select(share => share.TextContent));
        Assert.Equal("--share: 37.5%", table.FindAll("tbody td")[2].GetAttribute("style"));
    }

    [Fact]
    public async Task A_page_is_asked_for_by_its_number_and_never_one_that_is_not_there()
    {
        await using var context = new BunitContext();
        var asked = new List<int>();
        var pager = context.Render<Pager>(parameters => parameters
            .Add(p => p.Page, 0).Add(p => p.Size, 48).Add(p => p.Count, 200_000).Add(p => p.CanJump, true)
            .Add(p => p.PageChanged, EventCallback.Factory.Create<int>(this, asked.Add)));

        foreach (var typed in new[] { "4167", "9999", "0", "x" }) await pager.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Equal([4166, 4166, 0], asked);
    }
}
