using System.CommandLine;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary>What verbs have in common that read a table, write numbers as JSON and tell them in words.</summary>
internal static class TableVerb
{
    public static Option<FileInfo?> OutOption() => new("--out") { Description = "File for every number, as JSON." };

    public static async Task<int> RunAsync<T>(
        ParseResult parsed, FileInfo table, FileInfo? output, Func<TextReader, string, T> analyse, Action<T, TextWriter> tell, CancellationToken cancellationToken)
    {
        try
        {
            using var text = table.OpenText();
            var results = analyse(text, table.Name);
            if (output is not null) await File.WriteAllBytesAsync(output.FullName, CanonicalJson.Write(results), cancellationToken);
            tell(results, parsed.InvocationConfiguration.Output);
            return 0;
        }
        catch (Exception problem) when (problem is TableException or IOException or UnauthorizedAccessException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }
}
