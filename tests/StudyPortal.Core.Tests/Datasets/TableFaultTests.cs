using System.Text;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Tables that are wrong in ways seen in the field, each with the class of its fault.</summary>
public sealed class TableFaultTests
{
    [Theory]
    [InlineData("filename,label\n../../../../etc/passwd,1\n/etc/passwd,0\nC:\\Windows\\win.ini,1\n", "E_PATH_TRAVERSAL", 2, 3, 4)]
    [InlineData("filename,label\na\0.png,1\n", "E_CSV_VALUE", 2)]
    [InlineData("filename,Pneumonia\na.png,2\nb.png,yes\nc.png,\nd.png,nan\ne.png,1.0\n", "E_CSV_VALUE", 2, 3, 5)]
    [InlineData("filename,label\n\"a.png,1\nb.png,0\n", "E_CSV_SCHEMA", 2)]
    [InlineData("filename,label\na.png,1\nb\0.png,0\n", "E_CSV_VALUE", 3)]
    [InlineData("filename\na.png\n", "E_CSV_SCHEMA", 1)]
    [InlineData("name of it,label\na.png,1\n", "E_CSV_SCHEMA", 1)]
    public async Task A_table_is_refused_with_the_class_and_the_lines_of_its_faults(string table, string code, params int[] lines)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Images().Text("labels.csv", table);

        var refused = (await portal.RefusedAsync(source.Request())).Problems.Where(p => !p.IsNote).ToList();

        Assert.Equal(lines, refused.Select(p => p.Line ?? 0));
        Assert.All(refused, p => Assert.StartsWith(code, p.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_without_end_and_columns_without_number_are_refused_before_they_fill_the_memory()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var endless = Images().Text("labels.csv", "filename,label\na.png,1\n\"" + new string('x', 5_000_000));
        using var wide = Images().Text("labels.csv", "filename" + string.Concat(Enumerable.Range(0, 20_000).Select(column => $",{column}")) + "\na.png\n");

        var refused = new[] { await portal.RefusedAsync(endless.Request()), await portal.RefusedAsync(wide.Request()) };

        Assert.All(refused, each => Assert.StartsWith("E_RESOURCE_LIMIT", Assert.Single(each.Problems).Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_refused_with_its_line()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Images().Bytes("labels.csv", Encoding.Latin1.GetBytes("filename,label\na.png,1\nGr\u00F6\u00DFe.png,1\n"));

        var refused = Assert.Single((await portal.RefusedAsync(source.Request())).Problems);

        Assert.Equal(3, refused.Line);
        Assert.StartsWith("E_CSV_VALUE", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filename,patient,label\na.png,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",1\n", "a.png")]
    [InlineData("filename,note,label\n\"a,b.png\",\"two\nlines \"\"quoted\"\"\",1\n", "a,b.png")]
    public async Task Formulas_and_quoted_line_breaks_are_text(string table, string file)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image(file).Text("labels.csv", table);

        Assert.Equal(1, (await portal.ImportedAsync(source.Request())).Cases);
    }

    [Fact]
    public async Task The_table_of_the_paper_with_its_index_and_fold_columns_is_read()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(3).Text("labels.csv", "Image Index,fold,No Finding,Edema\n0.png,train,1.0,\n1.png,valid,0.0,-1.0\n2.png,test,,1.0\n");

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal(["No Finding", "Edema"], set.Labels);
        Assert.Equal([DatasetSplit.Train, DatasetSplit.Validation, DatasetSplit.Test], set.Splits.Select(split => split.Split));
        Assert.Equal(new LabelCount("Edema", null, 1, 0, 1, 1), set.CountOf("Edema", null));
    }

    private static SourceFolder Images() => new SourceFolder().Image("a.png").Image("b.png", 1).Image("c.png", 2).Image("d.png", 3).Image("e.png", 4);
}
