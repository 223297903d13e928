using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// The cases that a filter lets through as a CSV for a spreadsheet, a column for each label; none that waits for its review or was left out.
/// Written as it is read, so that its length does not matter.
/// </summary>
public sealed class WriteCaseList(IDbContextFactory<PortalDb> databases)
{
    private const int Batch = 2000;

    private static readonly string[] Columns = ["number", "id", "patient", "split", "view", "modality", "width", "height", "review", "origin", "sha256"];

    public async Task ExecuteAsync(DatasetId dataset, CaseFilter filter, Stream target, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var labels = await db.Set<Dataset>().Where(d => d.Id == dataset).Select(d => d.Labels).SingleAsync(cancellationToken);
        await WriteAsync(target, [[.. Columns, .. labels.Select(Disarmed)]], first: true, cancellationToken);
        var cases = db.Cases(dataset, filter with { OnlyUsable = true }).OrderBy(c => c.Number);
        var last = 0;
        while (true)
        {
            var after = last;
            var batch = await cases.Where(c => c.Number > after).Take(Batch).ToListAsync(cancellationToken);
            if (batch is []) return;
            last = batch[^1].Number;
            var ids = batch.ConvertAll(c => c.Id);
            var values = (await db.Set<CaseLabel>().AsNoTracking().Where(l => ids.Contains(l.CaseId)).ToListAsync(cancellationToken)).ToDictionary(l => (l.CaseId, l.Label), l => l.Value);
            await WriteAsync(target, batch.Select(c => Row(c, labels.Select(label => Word(values[(c.Id, label)])))), first: false, cancellationToken);
        }
    }

    private static string[] Row(Case c, IEnumerable<string> values) =>
    [
        Text(c.Number), c.Id.ToString(), Disarmed(c.Patient), c.Split.ToString(), Disarmed(c.View), Disarmed(c.Modality), Text(c.Width), Text(c.Height), c.Review.ToString(), Disarmed(c.Origin), c.Pixels.Value, .. values,
    ];

    /// <summary>The words of a labels.csv: 1, 0, -1 for uncertain, and nothing where the source does not mention the finding.</summary>
    private static string Word(LabelValue value) => value switch
    {
        LabelValue.Positive => "1",
        LabelValue.Negative => "0",
        LabelValue.Uncertain => "-1",
        _ => "",
    };

    /// <summary>What a spreadsheet would take for a formula stays text; -1 stays a number.</summary>
    private static string Disarmed(string text) => text is ['=' or '+' or '-' or '@' or '\t', ..] ? $"'{text}" : text;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task WriteAsync(Stream target, IEnumerable<string[]> rows, bool first, CancellationToken cancellationToken)
    {
        using var part = new MemoryStream();
        using (var writer = CsvWriter.Create(part, new CsvWriterOptions { WriteByteOrderMark = first }, true))
            foreach (var row in rows) writer.WriteRecord(row);
        await target.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length), cancellationToken);
    }
}
