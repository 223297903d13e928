using System.Data;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The tables of a study as the sheets of an Excel workbook with typed cells; the same bytes whenever it is made.</summary>
internal static partial class Workbook
{
    /// <summary>What a cell of Excel holds at most.</summary>
    private const int LongestText = 32_767;

    /// <summary>All but the predictions, which may be more than a sheet has rows; the last sheet explains the columns.</summary>
    public static byte[] Of(AnalysisSet set) => Of(
        [.. StudyTables.Of(set).Where(table => table.Name != "predictions").Select(table => table.Make()), DataDictionary.Table]);

    public static byte[] Of(IEnumerable<Table> tables)
    {
        using var file = new MemoryStream();
        var sheets = tables.ToDictionary(table => table.Name, table => (object)Sheet(table));
        file.SaveAs(sheets, configuration: new OpenXmlConfiguration { AutoFilter = false, TableStyles = TableStyles.None });
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        return DeterministicZip.Write([.. archive.Entries.Select(Part)]);
    }

    private static DataTable Sheet(Table table)
    {
        var sheet = new DataTable();
        foreach (var column in table.Columns) sheet.Columns.Add(column.Name, TypeOf(column.Kind));
        foreach (var row in table.Rows) sheet.Rows.Add([.. row.Select(cell => cell is string { Length: > LongestText } ? "too long for a cell; see the CSV file" : cell ?? DBNull.Value)]);
        return sheet;
    }

    private static Type TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => typeof(int),
        ColumnKind.Number => typeof(double),
        ColumnKind.YesNo => typeof(bool),
        ColumnKind.Time => typeof(DateTime),
        _ => typeof(string),
    };

    /// <summary>Sheets are tied to the workbook by random names, which become numbers; times show their seconds; a fill without a pattern, which strict readers refuse, gets one.</summary>
    private static ReportFile Part(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        var xml = reader.ReadToEnd();
        xml = entry.FullName switch
        {
            "xl/workbook.xml" or "xl/_rels/workbook.xml.rels" => Numbered(xml),
            "xl/styles.xml" => xml
                .Replace("<x:numFmts count=\"0\"></x:numFmts>", "<x:numFmts count=\"1\"><x:numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss.000\" /></x:numFmts>", StringComparison.Ordinal)
                .Replace("numFmtId=\"14\"", "numFmtId=\"164\"", StringComparison.Ordinal)
                .Replace("<x:fill></x:fill>", "<x:fill><x:patternFill patternType=\"none\" /></x:fill>", StringComparison.Ordinal),
            _ => xml,
        };
        return new ReportFile(entry.FullName, "", Encoding.UTF8.GetBytes(xml));
    }

    private static string Numbered(string xml)
    {
        var names = new List<string>();
        return RandomName().Replace(xml, found =>
        {
            if (!names.Contains(found.Value)) names.Add(found.Value);
            return FormattableString.Invariant($"sheet{names.IndexOf(found.Value) + 1}");
        });
    }

    [GeneratedRegex("(?<=\")R[0-9a-f]{32}(?=\")")]
    private static partial Regex RandomName();
}
