namespace StudyPortal.Core.Datasets;

/// <summary>Turns a request into a plan: adapter chosen, rows listed, patients divided.</summary>
public sealed class SourceReader(PseudonymSecret secret)
{
    // Made anew for each plan: what an adapter has open is let go with it.
    private DatasetAdapter[] Adapters() => [new KneeAdapter(), new LunaAdapter(), new NihAdapter(), new ChexpertAdapter(), new ImagesAdapter(), new DicomAdapter(secret)];

    internal IReadOnlyList<string> Formats => [.. Adapters().Select(adapter => adapter.Name)];

    /// <exception cref="DatasetFormatException">The folder cannot be read as a data set at all.</exception>
    internal SourcePlan Read(ImportRequest request, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(request.Folder))
            throw new DatasetFormatException(StoredNames.Folder, null, "There is no such folder.");
        var adapter = AdapterFor(request);
        var listing = adapter.List(request, cancellationToken);
        if (request.LabelMap is { } map) listing = MappedLabels.Apply(listing, map);
        if (request.Into is { } into) listing = listing with { Cases = [.. listing.Cases.Select(c => c with { Split = into })] };
        var problems = new List<SourceProblem>(listing.Problems);
        var cases = PatientOverlap.Remove(listing.Cases, problems);
        var given = cases.Select(c => c.Split).OfType<DatasetSplit>().Distinct().Order().ToList();
        if (request.Limit is { } limit) cases = [.. cases.Take(limit)];
        var open = cases.Where(c => c.Split is null).ToList();
        if (open.Count > 0)
        {
            var splits = PatientSplit.Of(open, request.SplitSeed, request.Stratify, given);
            cases = [.. cases.Select(c => c.Split is null ? c with { Split = splits[c.Patient] } : c)];
        }

        return new SourcePlan(adapter, listing with { Cases = cases, Problems = problems }, SourceReadme.Of(request.Folder), open.Count > 0 ? request.SplitSeed : null)
        {
            GivenSplits = open.Count > 0 ? given : [],
        };
    }

    private DatasetAdapter AdapterFor(ImportRequest request)
    {
        var adapters = Adapters();
        var names = string.Join(", ", Formats);
        if (request.Adapter is not null)
            return adapters.SingleOrDefault(adapter => adapter.Name == request.Adapter)
                ?? throw new DatasetFormatException(StoredNames.Folder, null, $"There is no format \"{request.Adapter}\"; the formats are {names}.");
        return adapters.FirstOrDefault(adapter => adapter.Recognises(request.Folder))
            ?? throw new DatasetFormatException(StoredNames.Folder, null, "Neither kneeMRI, LUNA16, images with a CSV nor DICOM files were found in the folder.");
    }
}
