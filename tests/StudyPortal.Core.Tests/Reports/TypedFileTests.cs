using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using MiniExcelLibs;
using Parquet;
using Parquet.Schema;
using StudyPortal.Core.Reports.Files;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>The workbook and the Parquet files hold what the CSV files hold, with types.</summary>
public sealed class TypedFileTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_sheet_of_the_workbook_read_back_is_its_csv_file()
    {
        await using var study = await GappyAsync();
        var report = await study.ReportAsync();
        var workbook = await study.FileAsync(report.Id, "ratings.xlsx");
        string[] sheets = ["ratings", "ratings_wide", "exclusions", "maps", "history", "orders", "participants"];

        Assert.Equal([.. sheets, "dictionary"], new MemoryStream(workbook).GetSheetNames());
        foreach (var sheet in sheets)
        {
            var rows = new MemoryStream(workbook).Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>().ToList();
            var csv = Lines(await study.FileAsync(report.Id, $"{sheet}.csv"));
            Assert.Equal(csv.Count - 1, rows.Count);
            foreach (var (row, line) in rows.Zip(csv.Skip(1))) Assert.Equal(line, csv[0].Select(column => Text(row[column])));
        }
    }

    [Fact]
    public async Task Every_change_place_and_reader_of_the_frozen_set_has_its_row()
    {
        await using var study = await GappyAsync();
        var report = await study.ReportAsync();
        var set = report.AnalysisSet;
        async Task<IEnumerable<string>> ColumnsAsync(string file, params int[] columns) =>
            Lines(await study.FileAsync(report.Id, file)).Skip(1).Select(line => string.Join(' ', columns.Select(column => line[column])));

        Assert.NotEmpty(set.History!);
        Assert.Equal(set.History!.Select(e => $"{e.Reader} {e.Case} {e.Version} {e.Value}"), await ColumnsAsync("history.csv", 0, 1, 10, 12));
        Assert.Equal(set.Places!.Select(p => $"{p.Reader} {p.Position} {p.Case} {p.Arm}"), await ColumnsAsync("orders.csv", 0, 1, 6, 8));
        Assert.Equal(set.Participants!.Select(r => $"{r.Reader} {r.Places} {r.Answered}"), await ColumnsAsync("participants.csv", 0, 8, 9));
    }

    [Fact]
    public async Task Numbers_truth_values_and_times_are_cells_of_their_own_type()
    {
        await using var study = await GappyAsync();
        var workbook = await study.FileAsync((await study.ReportAsync()).Id, "ratings.xlsx");

        var first = (IDictionary<string, object?>)new MemoryStream(workbook).Query(useHeaderRow: true, sheetName: "ratings").First();

        Assert.IsType<double>(first["rating"]);
        Assert.IsType<bool>(first["included"]);
        Assert.IsType<DateTime>(first["at_utc"]);
        Assert.IsType<string>(first["reader"]);
        Assert.Null(first["control"]);
    }

    [Theory, InlineData("ratings"), InlineData("predictions")]
    public async Task A_parquet_file_read_back_is_its_csv_file_with_types_and_nulls(string name)
    {
        await using var study = await GappyAsync();
        var report = await study.ReportAsync();
        var csv = Lines(await study.FileAsync(report.Id, $"{name}.csv"));
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(await study.FileAsync(report.Id, $"{name}.parquet")), cancellationToken: Stop);

        Assert.Equal(csv[0], reader.Schema.DataFields.Select(field => field.Name));
        foreach (var (index, field) in reader.Schema.DataFields.Index())
            Assert.Equal(csv.Skip(1).Select(line => line[index]), (await ColumnAsync(reader.OpenRowGroupReader(0), field, csv.Count - 1)).Select(Text));
    }

    [Theory, InlineData("ratings.xlsx"), InlineData("ratings.parquet"), InlineData("predictions.parquet")]
    public async Task The_bytes_are_the_same_whenever_the_file_is_made(string name)
    {
        await using var study = await GappyAsync();
        var id = (await study.ReportAsync()).Id;

        Assert.Equal(await study.FileAsync(id, name), await study.FileAsync(id, name));
    }

    [Fact]
    public void A_table_without_rows_has_its_header_in_every_form()
    {
        var files = HandMadeSet.Files(HandMadeSet.Empty);

        Assert.Contains("rating", Lines(files.Find("ratings.csv")!.Content).Single());
        var header = (IDictionary<string, object?>)new MemoryStream(files.Find("ratings.xlsx")!.Content).Query(sheetName: "ratings").Single();
        Assert.Contains("rating", header.Values);
        Assert.NotEmpty(files.Find("ratings.parquet")!.Content);
    }

    [Fact]
    public async Task The_workbook_has_no_fill_without_a_pattern_which_openpyxl_refuses()
    {
        using var archive = new ZipArchive(new MemoryStream(Workbook.Of([new TableOf<string>("answers").Text("value", text => text).With(["short"])])));
        using var styles = new StreamReader(await archive.GetEntry("xl/styles.xml")!.OpenAsync(Stop));

        var fills = XDocument.Parse(await styles.ReadToEndAsync(Stop)).Descendants().Where(element => element.Name.LocalName == "fill").ToList();

        Assert.NotEmpty(fills);
        Assert.All(fills, fill => Assert.Equal("patternFill", fill.Elements().Single().Name.LocalName));
    }

    [Fact]
    public void A_text_that_no_cell_of_excel_holds_is_not_cut_but_referred_to()
    {
        var table = new TableOf<string>("answers").Text("value", text => text).With([new string('x', 40_000), "short"]);

        var cells = new MemoryStream(Workbook.Of([table])).Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().Select(row => row["value"]);

        Assert.Equal(["too long for a cell; see the CSV file", "short"], cells);
    }

    [Fact]
    public async Task The_dictionary_explains_every_column_of_every_table()
    {
        await using var study = await GappyAsync();
        var report = await study.ReportAsync();
        var explained = DataDictionary.Table.Rows.Select(row => (string)row[0]!).ToHashSet();

        foreach (var file in report.Files.Where(file => file.Name.EndsWith(".csv", StringComparison.Ordinal) && file.Name != "not_recomputed.csv"))
            Assert.Superset(Lines(await study.FileAsync(report.Id, file.Name))[0].Where(column => !report.AnalysisSet.Readers.Contains(column)).ToHashSet(), explained);
    }

    private static Task<RatedStudy> GappyAsync() => RatedStudy.CloseAsync(
        4, 3, (reader, ratedCase, arm) => (reader, ratedCase, arm) switch { (0, 0, 0) => null, (1, 1, 1) => -1, _ => (reader + (ratedCase * 2) + arm) % 6 }, repeats: 1);

    private static List<string[]> Lines(byte[] csv) =>
        [.. new MemoryStream(csv).Query(excelType: ExcelType.CSV).Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(cell => cell as string ?? "").ToArray())];

    private static async Task<IReadOnlyList<object?>> ColumnAsync(ParquetRowGroupReader rows, DataField field, int count)
    {
        if (field.ClrType == typeof(int)) return await ValuesAsync<int>(rows, field, count);
        if (field.ClrType == typeof(double)) return await ValuesAsync<double>(rows, field, count);
        if (field.ClrType == typeof(bool)) return await ValuesAsync<bool>(rows, field, count);
        if (field.ClrType == typeof(DateTime)) return await ValuesAsync<DateTime>(rows, field, count);
        var texts = new string?[count];
        await rows.ReadAsync(field, texts.AsMemory(), cancellationToken: Stop);
        return texts;
    }

    private static async Task<IReadOnlyList<object?>> ValuesAsync<T>(ParquetRowGroupReader rows, DataField field, int count) where T : struct
    {
        var values = new T?[count];
        await rows.ReadAsync<T>(field, values.AsMemory(), cancellationToken: Stop);
        return [.. values.Select(value => (object?)value)];
    }

    /// <summary>As the CSV files write it.</summary>
    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool yes => yes ? "1" : "0",
        DateTime time => time.AddTicks(TimeSpan.TicksPerMillisecond / 2).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
