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

    private static readonly string[] Head = ["file", "line", "effect", "reason"];

    /// <summary>Whether the import refused or noted anything.</summary>
    public async Task<bool> AreThereAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ImportProblem>().AnyAsync(p => p.ImportId == importId, cancellationToken);
    }

    /// <summary>Those of one import.</summary>
    public Task ExecuteAsync(Guid importId, Stream target, CancellationToken cancellationToken) =>
        WriteAsync((problems, _) => problems.Where(p => p.ImportId == importId), target, cancellationToken);

    /// <summary>Those of all imports of a data set, the first import's first.</summary>
    public Task OfSetAsync(DatasetId dataset, Stream target, CancellationToken cancellationToken) =>
        WriteAsync((problems, imports) => problems.Where(p => imports.Any(i => i.DatasetId == dataset && i.Id == p.ImportId)), target, cancellationToken);

    /// <summary>Problems that are at hand, in the same form.</summary>
    public static async Task WriteAsync(IReadOnlyList<SourceProblem> problems, Stream target, CancellationToken cancellationToken)
    {
        await WriteAsync(target, [Head], first: true, cancellationToken);
        foreach (var batch in problems.Chunk(Batch)) await WriteAsync(target, batch.Select(Row), first: false, cancellationToken);
    }

    private async Task WriteAsync(Func<IQueryable<ImportProblem>, IQueryable<DatasetImport>, IQueryable<ImportProblem>> choose, Stream target, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await WriteAsync(target, [Head], first: true, cancellationToken);
        var problems = choose(db.Set<ImportProblem>().AsNoTracking(), db.Set<DatasetImport>()).OrderBy(p => p.Id);
        var last = 0L;
        while (true)
        {
            var after = last;
            var batch = await problems.Where(p => p.Id > after).Take(Batch).ToListAsync(cancellationToken);
            if (batch is []) return;
            last = batch[^1].Id;
            await WriteAsync(target, batch.Select(p => Row(new SourceProblem(p.File, p.Line, p.Reason, p.IsNote))), first: false, cancellationToken);
        }
    }

    private static string[] Row(SourceProblem problem) =>
        [problem.File, problem.Line?.ToString(CultureInfo.InvariantCulture) ?? "", problem.IsNote ? "noted" : "left out", problem.Reason];

    private static async Task WriteAsync(Stream target, IEnumerable<string[]> rows, bool first, CancellationToken cancellationToken)
    {
        using var part = new MemoryStream();
        using (var writer = CsvWriter.Create(part, new CsvWriterOptions { WriteByteOrderMark = first, Injection = CsvInjection.Escape }, true))
            foreach (var row in rows) writer.WriteRecord(row);
        await target.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length), cancellationToken);
    }
}
