using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class NihAdapterTests
{
    private const string Header = "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_views_and_patients_are_read_and_a_patient_stays_in_one_split()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("").Text("Data_Entry_2017_v2020.csv", Table(""));

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal(("nih", 4, 3, 1), (set.Adapter, set.Cases, set.Patients, set.SplitSeed));
        Assert.Equal(15, set.Labels.Count);
        Assert.Equal((2, 1, 1), (set.CountOf("Effusion", null).Positive, set.CountOf("Infiltration", null).Positive, set.CountOf("No Finding", null).Positive));
        Assert.Equal(4, set.CountOf("Hernia", null).Negative);
        var first = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!;
        Assert.Equal(("AP", "Data_Entry_2017_v2020.csv, line 2"), (first.View, first.Origin));
    }

    [Fact]
    public async Task The_older_table_with_its_nameless_column_and_ages_in_years_reads_the_same_from_numbered_folders()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("_001/images").Text("Data_Entry_2017.csv", Table(",").Replace(",61,", ",061Y,", StringComparison.Ordinal));

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal((4, 2, 0), (set.Cases, set.CountOf("Effusion", null).Positive, set.Noted));
    }

    [Fact]
    public async Task The_official_lists_give_the_test_split_and_the_seed_draws_validation_by_patient_from_the_rest()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder();
        var names = Enumerable.Range(1, 20).Select(patient => $"{patient:D8}_000.png").ToList();
        foreach (var (index, name) in names.Index()) source.Image($"images/{name}", index);
        source.Text("Data_Entry_2017_v2020.csv", Header + "\n" + string.Concat(names.Select((name, index) => $"{name},No Finding,0,{index + 1},61,F,PA,1,1,1,1\n")))
            .Text("train_val_list.txt", string.Join('\n', names.Take(16))).Text("test_list.txt", string.Join('\n', names.Skip(16)));

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal((4, 2, 14), (Cases(set, DatasetSplit.Test), Cases(set, DatasetSplit.Validation), Cases(set, DatasetSplit.Train)));
        Assert.Equal(1, set.SplitSeed);
        Assert.Equal([DatasetSplit.Test], set.GivenSplits);
        Assert.All(await portal.Get<LoadCases>().ExecuteAsync(set.Id, DatasetSplit.Test, Cancelled), tested => Assert.InRange(tested.Number, 17, 20));
    }

    [Fact]
    public async Task Lists_with_flags_give_splits_and_labels_without_a_table()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("images/00000001_000.png", 1).Image("images/00000002_000.png", 2).Image("images/00000003_000.png", 3)
            .Text("train_list.txt", "00000001_000.png 0 0 1 0 0 0 0 0 0 0 0 0 0 0\n").Text("val_list.txt", "00000002_000.png 0 0 0 0 0 0 0 0 0 0 0 0 0 1\n")
            .Text("test_list.txt", "00000003_000.png 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");

        var set = await portal.ImportedAsync(source.Request());

        Assert.Null(set.SplitSeed);
        Assert.Equal((1, 1, 1), (set.CountOf("Effusion", DatasetSplit.Train).Positive, set.CountOf("Hernia", DatasetSplit.Validation).Positive, set.CountOf("No Finding", DatasetSplit.Test).Positive));
    }

    [Fact]
    public async Task Boxes_are_scaled_from_1024_pixels_to_the_image_and_infiltrate_means_infiltration()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("").Text("Data_Entry_2017_v2020.csv", Table(""))
            .Text("BBox_List_2017.csv", "Image Index,Finding Label,Bbox [x,y,w,h],,,\n00000002_000.png,Infiltrate,256,512,128,64\n");

        var set = await portal.ImportedAsync(source.Request());

        var found = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 3, CaseFilter.All, Cancelled))!;
        Assert.Equal([new CaseBox("Infiltration", 4, 8, 2, 1)], found.Boxes);
    }

    [Theory]
    [InlineData("00000009_000.png,Edema,0,9,61,F,PA,1,1,1,1", "E_MISSING_FILE: The file of this row is not in the folder")]
    [InlineData("00000001_000.png,Edema,0,1,61,F,PA,1,1,1,1", "E_CSV_VALUE: The image of this row is already on line 2")]
    [InlineData("00000003_000.png,Edema|Martian Lung,0,3,61,F,PA,1,1,1,1", "E_CSV_VALUE: (see there) is none of Atelectasis")]
    [InlineData("00000003_000.png,Edema|No Finding,0,3,61,F,PA,1,1,1,1", "E_CSV_VALUE: No Finding stands beside a finding")]
    [InlineData("00000003_000.png,Edema,0,7,61,F,PA,1,1,1,1", "E_CSV_VALUE: the first 8 digits")]
    [InlineData("../00000003_000.png,Edema,0,3,61,F,PA,1,1,1,1", "E_PATH_TRAVERSAL: The file of this row points outside the folder")]
    [InlineData("00000003_000.png,Edema,0,3", "E_CSV_SCHEMA: The row has more or fewer values")]
    public async Task A_bad_row_refuses_the_set_and_says_which_line_and_why(string row, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("").Text("Data_Entry_2017_v2020.csv", $"{Header}\n00000001_000.png,Edema,0,1,61,F,PA,1,1,1,1\n{row}\n");

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("Data_Entry_2017_v2020.csv", 3), (problem.File, problem.Line));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("0000000", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_in_two_lists_is_refused_with_the_lines_of_both()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("").Text("Data_Entry_2017_v2020.csv", Table(""))
            .Text("train_val_list.txt", "00000001_000.png\n00000001_001.png\n00000002_000.png\n").Text("test_list.txt", "00000003_000.png\n00000002_000.png");

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("test_list.txt", 2), (problem.File, problem.Line));
        Assert.Contains("already on line 3 of train_val_list.txt", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_in_two_lists_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("").Text("Data_Entry_2017_v2020.csv", Table(""))
            .Text("train_val_list.txt", "00000001_000.png\n00000002_000.png\n00000003_000.png\n").Text("test_list.txt", "00000001_001.png");

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Equal([2, 3], refused.Problems.Where(p => !p.IsNote).Select(p => p.Line));
        Assert.Contains("Train or Validation and Test", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_impossible_age_is_noted_without_telling_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Folder("").Text("Data_Entry_2017_v2020.csv", $"{Header}\n00000001_000.png,Edema,0,1,414,F,PA,1,1,1,1\n");

        var set = await portal.ImportedAsync(source.Request());

        var note = Assert.Single(await portal.Get<ListProblems>().ExecuteAsync(set.ImportId, null, Cancelled));
        Assert.Equal((2, true), (note.Line, note.IsNote));
        Assert.DoesNotContain("414", note.Reason, StringComparison.Ordinal);
    }

    private static int Cases(DatasetDetails set, DatasetSplit split) => set.Splits.Single(each => each.Split == split).Cases;

    private static SourceFolder Folder(string part) => new SourceFolder().Image($"images{part}/00000001_000.png", 1).Image($"images{part}/00000001_001.png", 2)
        .Image($"images{part}/00000002_000.png", 3).Image($"images{part}/00000003_000.png", 4);

    private static string Table(string end) => $"""
        {Header}{end}
        00000001_000.png,Edema|Effusion,0,1,61,F,AP,2500,2048,0.168,0.168{end}
        00000001_001.png,Effusion,1,1,61,F,PA,2500,2048,0.168,0.168{end}
        00000002_000.png,Infiltration,0,2,61,M,PA,2500,2048,0.168,0.168{end}
        00000003_000.png,No Finding,0,3,61,M,PA,2500,2048,0.168,0.168{end}

        """;
}
