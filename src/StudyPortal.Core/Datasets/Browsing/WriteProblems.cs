using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// An import's problems as a CSV for a spreadsheet: UTF-8 with a byte order mark, values that look like formulas disarmed.
/// Written as it is read, so that its length does not matter.
/// </summary>
public sealed class WriteProblems(IDbContextFactory<PortalDb> databases)
{
    private const int Batch = 2000;

    /// <summary>Whether the import refused or noted anything.</summary>
    public async Task<bool> AreThereAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ImportProblem>().AnyAsync(p => p.ImportId == importId, cancellationToken);
    }

    public async Task ExecuteAsync(Guid importId, Stream target, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await WriteAsync(target, [["file", "line", "effect", "reason"]], first: true, cancellationToken);
        var problems = db.Set<ImportProblem>().AsNoTracking().Where(p => p.ImportId == importId).OrderBy(p => p.Id);
        var last = 0L;
        while (true)
        {
            var after = last;
            var batch = await problems.Where(p => p.Id > after).Take(Batch).ToListAsync(cancellationToken);
            if (batch is []) return;
            last = batch[^1].Id;
            await WriteAsync(target, batch.Select(Row), first: false, cancellationToken);
        }
    }

    private static string[] Row(ImportProblem problem) =>
        [problem.File, problem.Line?.ToString(CultureInfo.InvariantCulture) ?? "", problem.IsNote ? "noted" : "left out", problem.Reason];

    private static async Task WriteAsync(Stream target, IEnumerable<string[]> rows, bool first, CancellationToken cancellationToken)
    {
        using var part = new MemoryStream();
        using (var writer = CsvWriter.Create(part, new CsvWriterOptions { WriteByteOrderMark = first, Injection = CsvInjection.Escape }, true))
            foreach (var row in rows) writer.WriteRecord(row);
        await target.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length), cancellationToken);
    }
}
