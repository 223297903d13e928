using System.Globalization;
using CsvHelper;

namespace StudyPortal.Core.Datasets;

/// <summary>An import's problems as a CSV for a spreadsheet: UTF-8 with a byte order mark, values that look like formulas disarmed.</summary>
public static class ProblemsCsv
{
    public static byte[] Write(IEnumerable<SourceProblem> problems)
    {
        using var file = new MemoryStream();
        using (var writer = CsvWriter.Create(file, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, true))
        {
            writer.WriteRecord("file", "line", "effect", "reason");
            foreach (var problem in problems)
                writer.WriteRecord(problem.File, problem.Line?.ToString(CultureInfo.InvariantCulture) ?? "", problem.IsNote ? "noted" : "left out", problem.Reason);
        }

        return file.ToArray();
    }
}
