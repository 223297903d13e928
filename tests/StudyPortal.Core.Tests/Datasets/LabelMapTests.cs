using System.Text;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class LabelMapTests
{
    [Fact]
    public async Task Nih_findings_become_the_eight_labels_and_the_others_leave_all_eight_negative()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("images/00000001_000.png", 1).Image("images/00000002_000.png", 2).Image("images/00000003_000.png", 3)
            .Text("Data_Entry_2017_v2020.csv", "Image Index,Finding Labels\n00000001_000.png,Effusion|Mass\n00000002_000.png,Hernia\n00000003_000.png,No Finding\n");

        var set = await portal.ImportedAsync(source.Request() with { LabelMap = LabelMaps.NihChexpert8, Into = DatasetSplit.Test });

        Assert.Equal(["No Finding", "Cardiomegaly", "Edema", "Consolidation", "Pneumonia", "Atelectasis", "Pneumothorax", "Pleural Effusion"], set.Labels);
        Assert.Equal(new SplitCount(DatasetSplit.Test, 3, 3), Assert.Single(set.Splits));
        var values = (await portal.Get<LoadCases>().ExecuteAsync(set.Id, null, TestContext.Current.CancellationToken)).Select(each => each.Values.Index().Where(v => v.Item == LabelValue.Positive).Select(v => set.Labels[v.Index]));
        Assert.Equal([["Pleural Effusion"], [], ["No Finding"]], values);
    }

    [Theory]
    [InlineData("map.json", """{ "Fluid": ["Effusion", "Edema"], "Air": "Pneumothorax" }""")]
    [InlineData("map.csv", "source;label\r\nEffusion;Fluid\r\nEdema;Fluid\r\nPneumothorax;Air\r\n")]
    public async Task A_map_of_a_file_is_positive_where_any_source_is_then_uncertain_then_negative(string file, string text)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(4).Text("labels.csv", "file,Effusion,Edema,Pneumothorax\n0.png,0,1,\n1.png,-1,0,1\n2.png,,0,0\n3.png,,,0\n")
            .Text("boxes.csv", "file,label,x,y,width,height\n0.png,Edema,1,2,3,4\n");
        using var maps = new SourceFolder().Text(file, text);

        var set = await portal.ImportedAsync(source.Request() with { LabelMap = LabelMaps.Read(Path.Combine(maps.Path, file)) });

        Assert.Equal(["Fluid", "Air"], set.Labels);
        Assert.Equal(new LabelCount("Fluid", null, 1, 1, 1, 1), set.CountOf("Fluid", null));
        Assert.Equal([new CaseBox("Fluid", 1, 2, 3, 4)], (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, TestContext.Current.CancellationToken))!.Boxes);
    }

    [Fact]
    public async Task A_map_of_labels_that_the_source_does_not_have_refuses_the_set()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(1).Text("labels.csv", "file,Fracture\n0.png,1\n");

        var refused = await portal.RefusedAsync(source.Request() with { LabelMap = LabelMaps.NihChexpert8 });

        Assert.Contains("E_CSV_SCHEMA: The source has none of the labels that the map names; it has Fracture", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map.json", "{\n  \"Air\": \"Pneumothorax\",\n  \"Fluid\": 3\n}", 3, "field \"Fluid\"")]
    [InlineData("map.json", "{\n\"Fluid\": [\n\"Edema\", \"\"]}", 3, "field \"Fluid\"")]
    [InlineData("map.json", "{\n\"Fluid\": \"Edema\",\n\"fluid\": \"Effusion\"}", 3, "each label once")]
    [InlineData("map.json", "{\n\"Fluid\": []}", 2, "field \"Fluid\"")]
    [InlineData("map.json", "{\n\"Fluid\": \"Edema\"} x", 2, "expected a JSON object")]
    [InlineData("map.csv", "source,label\nEdema,Fluid\nEffusion,\n", 3, "Column label is empty")]
    [InlineData("map.csv", "source,label\n,Fluid\n", 2, "Column source is empty")]
    [InlineData("map.csv", "source,label\nEdema\n", 2, "fewer values")]
    public async Task A_map_that_was_sent_is_refused_by_its_line_and_field(string file, string text, int line, string reason)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var refused = await Assert.ThrowsAsync<DatasetFormatException>(() => LabelMaps.ReceiveAsync(file, content, TestContext.Current.CancellationToken));

        Assert.Equal((file, line), (refused.Problem.File, refused.Problem.Line));
        Assert.Contains(reason, refused.Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_that_was_sent_is_the_one_of_the_same_file_and_of_limited_size()
    {
        var text = "\uFEFF{ \"Fluid\": [\"Effusion\", \"Edema\"], \"Air\": \"Pneumothorax\" }";
        using var maps = new SourceFolder().Text("map.json", text).Text("long.json", text + new string(' ', LabelMaps.MostBytes));

        await using var sent = File.OpenRead(Path.Combine(maps.Path, "map.json"));
        var map = await LabelMaps.ReceiveAsync("map.json", sent, TestContext.Current.CancellationToken);

        Assert.Equal(["Fluid: Effusion, Edema", "Air: Pneumothorax"], map.Targets.Select(target => $"{target.Label}: {string.Join(", ", target.Sources)}"));
        Assert.StartsWith("E_RESOURCE_LIMIT", Assert.Throws<DatasetFormatException>(() => LabelMaps.Read(Path.Combine(maps.Path, "long.json"))).Problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map.json", "[1]")]
    [InlineData("map.json", "{ \"Fluid\": 3 }")]
    [InlineData("map.json", "{ \"Fluid\": ")]
    [InlineData("map.json", "{ }")]
    [InlineData("map.csv", "from,to\nEffusion,Fluid\n")]
    public void A_file_that_is_no_map_is_refused_by_its_name(string file, string text)
    {
        using var maps = new SourceFolder().Text(file, text);

        var refused = Assert.Throws<DatasetFormatException>(() => LabelMaps.Read(Path.Combine(maps.Path, file)));

        Assert.Contains($"{file}", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("E_CSV_SCHEMA", refused.Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_is_neither_a_name_nor_a_file_is_refused() =>
        Assert.StartsWith("E_MISSING_FILE", Assert.Throws<DatasetFormatException>(() => LabelMaps.Read("chexpert-nih")).Problem.Reason, StringComparison.Ordinal);
}
