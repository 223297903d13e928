using System.CommandLine;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>import</c>: the import job without a queue. Stopped and given again, it goes on where it was.</summary>
internal static class ImportVerb
{
    private const int LinesTold = 10;

    public static Command Create()
    {
        var data = new DataOption();
        var folder = new Argument<DirectoryInfo>("PATH") { Description = "The data set's folder; it is only read." };
        var name = new Option<string>("--name") { Description = "Name of the data set to be, or of the one that gets what is new in the folder.", Required = true };
        var format = new Option<string?>("--format") { Description = "nih, chexpert, kneemri, luna16, images or dicom; without it the folder decides." };
        var source = new Option<string?>("--source") { Description = "Where the images come from, in words; the folder's README.txt without it." };
        var limit = new Option<int?>("--limit") { Description = "Only the first cases." };
        var seed = new Option<int>("--seed") { Description = "Seed of the split by patient, where the source has no folds.", DefaultValueFactory = _ => 1 };
        var skip = new Option<bool>("--skip-bad-rows") { Description = "Leave out rows that cannot be imported instead of refusing the set." };
        var names = new Option<bool>("--show-names") { Description = "Tell here which files the problems are about: their names may be patients', so they are kept nowhere and told only when asked for." };
        var columns = new ColumnOptions();
        var luna = new LunaOptions();
        var verb = new Command("import", "Import a data set from a folder.") { folder, name, format, source, limit, seed, skip, names, data };
        columns.AddTo(verb);
        var reading = new ReadingOptions();
        reading.AddTo(verb);
        luna.AddTo(verb);
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            await using var portal = await HeadlessPortal.OpenAsync(data.Open(parsed), cancellationToken);
            var request = reading.Read(parsed, columns.Read(parsed, new ImportRequest
            {
                Name = parsed.GetRequiredValue(name),
                Folder = parsed.GetRequiredValue(folder).FullName,
                Adapter = parsed.GetValue(format),
                Source = parsed.GetValue(source) ?? "",
                Limit = parsed.GetValue(limit),
                SplitSeed = parsed.GetValue(seed),
                SkipBadRows = parsed.GetValue(skip),
                Luna = luna.Read(parsed),
            }));
            var id = Guid.NewGuid();
            Func<IReadOnlyList<SourceProblem>, IReadOnlyList<SourceProblem>> told = parsed.GetValue(names) ? problems => portal.Get<NameProblems>().In(request.Folder, problems) : problems => problems;
            var imported = await ImportAsync(portal, request, id, told, parsed.InvocationConfiguration.Output, cancellationToken);
            await TellAsync(portal, imported, id, told, parsed.InvocationConfiguration.Output, cancellationToken);
        });
        return verb;
    }

    private static async Task<ImportOutcome.Imported> ImportAsync(HeadlessPortal portal, ImportRequest request, Guid id, Func<IReadOnlyList<SourceProblem>, IReadOnlyList<SourceProblem>> told, TextWriter output, CancellationToken cancellationToken) =>
        await portal.Get<ImportDataset>().ExecuteAsync(request, id, Environment.UserName, new ImportLines(output, TimeProvider.System).Tell, cancellationToken) switch
        {
            ImportOutcome.Imported imported => imported,
            ImportOutcome.Refused refused => throw new VerbException(string.Join('\n', [refused.Reason, .. Lines(told([.. refused.Problems.Where(problem => !problem.IsNote)]))])),
            var other => throw new InvalidOperationException($"An import does not end as {other.GetType().Name}."),
        };

    private static async Task TellAsync(HeadlessPortal portal, ImportOutcome.Imported imported, Guid id, Func<IReadOnlyList<SourceProblem>, IReadOnlyList<SourceProblem>> told, TextWriter output, CancellationToken cancellationToken)
    {
        var set = (await portal.Get<ReadDataset>().ExecuteAsync(imported.Id, cancellationToken))!;
        await output.WriteLineAsync($"{set.Name}: {imported.Cases} cases imported, {imported.Present} were there already, {imported.LeftOut} rows left out; {set.Cases} cases of {set.Patients} patients now");
        foreach (var split in set.Splits) await output.WriteLineAsync($"  {split.Split}: {split.Cases} cases, positive: {Positives(set, split.Split)}");
        var notes = (await portal.Get<ListProblems>().ExecuteAsync(id, limit: null, cancellationToken)).Where(problem => problem.IsNote).ToList();
        foreach (var line in Lines(told(notes))) await output.WriteLineAsync(line);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<SourceProblem> problems)
    {
        foreach (var problem in problems.Take(LinesTold)) yield return $"  {(problem.IsNote ? "note: " : "")}{problem}";
        if (problems.Count > LinesTold) yield return $"  and {problems.Count - LinesTold} more like these";
    }

    private static string Positives(DatasetDetails set, DatasetSplit split) =>
        string.Join(", ", set.Labels.Select(label => $"{label} {set.CountOf(label, split).Positive}"));
}
