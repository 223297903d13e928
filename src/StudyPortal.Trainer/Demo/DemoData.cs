using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Demo;

/// <summary>The synthetic data set of the demo; imported once.</summary>
internal sealed class DemoData(ListDatasets datasets, ImportDataset import)
{
    public const string Name = "Chest phantoms (synthetic)";

    public async Task<DatasetId> EnsureAsync(DemoFiles files, CancellationToken cancellationToken)
    {
        var present = (await datasets.ExecuteAsync(cancellationToken)).SingleOrDefault(dataset => dataset.Name == Name);
        if (present is not null) return present.Id;

        var request = new ImportRequest { Name = Name, Folder = files.Dataset };
        return await import.ExecuteAsync(request, Guid.NewGuid(), DemoWalk.Actor, _ => { }, cancellationToken) switch
        {
            ImportOutcome.Imported imported => imported.Id,
            ImportOutcome.Refused refused => throw new InvalidOperationException(refused.Reason),
            var other => throw new InvalidOperationException($"An import does not end as {other.GetType().Name}."),
        };
    }
}
