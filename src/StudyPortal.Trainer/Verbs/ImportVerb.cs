using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>import</c>: the import job without a queue.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var folder = new Argument<DirectoryInfo>("PATH") { Description = "The data set's folder; it is only read." };
        var name = new Option<string>("--name") { Description = "Name of the data set to be.", Required = true };
        var format = new Option<string?>("--format") { Description = "images or dicom; without it the folder decides." };
        var labels = new Option<string?>("--labels") { Description = "The CSV inside the folder; labels.csv without it." };
        var limit = new Option<int?>("--limit") { Description = "Only the first cases." };
        var seed = new Option<int>("--seed") { Description = "Seed of the split by patient, where the source has no folds.", DefaultValueFactory = _ => 1 };
        var skip = new Option<bool>("--skip-bad-rows") { Description = "Leave out rows that cannot be imported instead of refusing the set." };
        var verb = new Command("import", "Import a data set from a folder.") { folder, name, format, labels, limit, seed, skip, data };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ImportRequest
            {
                Name = parsed.GetRequiredValue(name),
                Folder = parsed.GetRequiredValue(folder).FullName,
                Adapter = parsed.GetValue(format),
                LabelsFile = parsed.GetValue(labels),
                Limit = parsed.GetValue(limit),
                SplitSeed = parsed.GetValue(seed),
                SkipBadRows = parsed.GetValue(skip),
            };
            return await RunAsync(data.Open(parsed), request, parsed.InvocationConfiguration, cancellationToken);
        });
        return verb;
    }

    private static async Task<int> RunAsync(DataRoot root, ImportRequest request, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddPortal(root).BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(cancellationToken);
        var outcome = await services.GetRequiredService<ImportDataset>().ExecuteAsync(request, Guid.NewGuid(), Environment.UserName, _ => { }, cancellationToken);
        switch (outcome)
        {
            case ImportOutcome.Imported imported:
                await console.Output.WriteLineAsync($"{request.Name}: {imported.Cases} cases imported, {imported.LeftOut} rows left out");
                return 0;
            case ImportOutcome.Refused refused:
                await console.Error.WriteLineAsync(refused.Reason);
                foreach (var problem in refused.Problems.Where(problem => !problem.IsNote)) await console.Error.WriteLineAsync($"  {problem}");
                return 1;
            default:
                throw new InvalidOperationException($"An import does not end as {outcome.GetType().Name}.");
        }
    }
}
