using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class ChexpertAdapterTests
{
    private const string Header = "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Edema,Pleural Effusion";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frontal_images_arrive_with_uncertain_and_blank_kept_apart_and_the_prefix_of_the_release_does_not_matter()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("CheXpert-v1.0-small/");

        var set = await portal.ImportedAsync(source.Request() with { Hints = Chosen, Uncertain = UncertainPolicy.Ignore });

        Assert.Equal(("chexpert", 4, UncertainPolicy.Ignore), (set.Adapter, set.Cases, set.Uncertain));
        Assert.Equal(new LabelCount("Edema", null, 1, 1, 1, 1), set.CountOf("Edema", null));
        var first = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!;
        Assert.Equal(("AP", "train.csv, line 2"), (first.View, first.Origin));
        Assert.Contains(await portal.Get<ListProblems>().ExecuteAsync(set.ImportId, null, Cancelled), p => p.IsNote && p.Reason.StartsWith("1 lateral images are left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Valid_csv_is_the_test_split_and_validation_is_drawn_from_the_training_patients()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("");

        var set = await portal.ImportedAsync(source.Request() with { Hints = Chosen });

        Assert.Equal((1, 1), (set.Splits.Single(split => split.Split == DatasetSplit.Test).Cases, set.SplitSeed));
        Assert.Equal([DatasetSplit.Test], set.GivenSplits);
    }

    [Fact]
    public async Task Valid_csv_can_be_the_validation_split_and_laterals_can_be_taken_in()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("");

        var set = await portal.ImportedAsync(source.Request() with { Hints = Chosen, Chexpert = new ChexpertSettings(Laterals: true, DatasetSplit.Validation) });

        Assert.Equal([new SplitCount(DatasetSplit.Train, 4, 3), new SplitCount(DatasetSplit.Validation, 1, 1)], set.Splits);
        Assert.Null(set.SplitSeed);
        Assert.Equal("Lateral", (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 2, CaseFilter.All, Cancelled))!.View);
    }

    [Theory]
    [InlineData("CheXpert-v1.0/train/patient00009/study1/view1_frontal.jpg,F,60,Frontal,AP,,,", "E_MISSING_FILE")]
    [InlineData("CheXpert-v1.0/../../patient00001/a.jpg,F,60,Frontal,AP,,,", "E_PATH_TRAVERSAL")]
    [InlineData("/etc/patient00001/passwd,F,60,Frontal,AP,,,", "E_PATH_TRAVERSAL")]
    [InlineData("CheXpert-v1.0/train/patient00002/study1/view1_frontal.png,F,60,Frontal,AP,,2.0,", "E_CSV_VALUE: Column Edema: (see there)")]
    [InlineData("CheXpert-v1.0/train/who/view1_frontal.png,F,60,Frontal,AP,,,", "E_CSV_VALUE: The path of this row names no patient")]
    public async Task A_bad_row_refuses_the_set_and_says_which_line_and_why(string row, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("train/patient00002/study1/view1_frontal.png").Image("train/who/view1_frontal.png").Text("train.csv", $"{Header}\n{row}\n");

        var refused = await portal.RefusedAsync(source.Request() with { Hints = Chosen });

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("train.csv", 2), (problem.File, problem.Line));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("patient0000", problem.Reason.Replace("a folder like patient00001", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_a_label_that_is_asked_for_is_refused_as_a_whole()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("");

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Contains("train.csv, line 1: E_CSV_SCHEMA: There is no column Enlarged Cardiomediastinum", refused.Reason, StringComparison.Ordinal);
    }

    private static ColumnHints Chosen => new(Labels: ["No Finding", "Edema", "Pleural Effusion"]);

    private static SourceFolder Folder(string below) => new SourceFolder()
        .Image($"{below}train/patient00001/study1/view1_frontal.png", 1).Image($"{below}train/patient00001/study1/view2_lateral.png", 2)
        .Image($"{below}train/patient00002/study1/view1_frontal.png", 3).Image($"{below}train/patient00003/study1/view1_frontal.png", 4)
        .Image($"{below}valid/patient64541/study1/view1_frontal.png", 5)
        .Text($"{below}train.csv", $"""
            {Header}
            CheXpert-v1.0/train/patient00001/study1/view1_frontal.png,Female,66,Frontal,AP,,-1.0,
            CheXpert-v1.0/train/patient00001/study1/view2_lateral.png,Female,66,Lateral,,,1.0,1.0
            CheXpert-v1.0/train/patient00002/study1/view1_frontal.png,Male,50,Frontal,PA,,,0.0
            CheXpert-v1.0/train/patient00003/study1/view1_frontal.png,Unknown,0,Frontal,PA,,1.0,0.0

            """)
        .Text($"{below}valid.csv", $"{Header}\nCheXpert-v1.0/valid/patient64541/study1/view1_frontal.png,Male,40,Frontal,AP,0.0,0.0,1.0\n");
}
